using System.Collections.Immutable;
using System.CommandLine;
using GcWatch.Agent.Options;
using GcWatch.Agent.Rules;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch rules</c>: the rules for Prometheus, from the options that the agent evaluates.</summary>
internal static class RulesCommand
{
    private const double MostScale = 100_000;

    public static Command Create()
    {
        var command = new Command("rules", "Write the rules for Prometheus that belong to a configuration.");
        var config = new Option<FileInfo?>("--config") { Description = "A JSON file with options; see docs/configuration.md." };
        var scale = new Option<double?>("--time-scale") { Description = "Divide every duration by this, to try alerts out. Default: Rules.TimeScale of the configuration." };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Write files there, instead of all to standard output." };
        var format = new Option<string>("--format") { Description = "What to write.", DefaultValueFactory = _ => "prometheus" };
        format.AcceptOnlyFromAmong("prometheus", "openslo", "chart");
        foreach (Option option in new Option[] { config, scale, folder, format }) command.Add(option);
        command.SetAction(parsed =>
        {
            AgentOptions options = OptionsLoader.Load(parsed.GetValue(config)?.FullName, Environment.GetEnvironmentVariables(), []).Options;
            ImmutableArray<WrittenFile> files = Write(new RuleSettings(options, new RuleTime(OptionRange.Within(scale.Name, parsed.GetValue(scale) ?? options.Rules.TimeScale, 1, MostScale))), parsed.GetRequiredValue(format));
            Put(files, parsed.GetValue(folder)?.FullName);
            return ExitCode.Done;
        });
        return command;
    }

    private static ImmutableArray<WrittenFile> Write(RuleSettings settings, string format) => format switch
    {
        "openslo" => OpenSloFiles.Write(settings.Options.Slo),
        "chart" => RuleFiles.Chart(settings),
        _ => RuleFiles.Prometheus(settings),
    };

    /// <summary>On standard output the files are one stream of documents.</summary>
    private static void Put(ImmutableArray<WrittenFile> files, string? folder)
    {
        if (folder is null)
        {
            foreach (WrittenFile file in files) Console.Out.Write($"---\n{file.Text}");
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (WrittenFile file in files) File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }
        catch (Exception unwritable) when (unwritable is UnauthorizedAccessException || (unwritable is IOException failed && !OutputFault.IsOne(failed)))
        {
            throw new AgentFault(ExitCode.Usage, $"cannot write to {folder}: {unwritable.Message}");
        }
    }
}

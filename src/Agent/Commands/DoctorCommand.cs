using System.CommandLine;
using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch doctor</c>: why attaching works or does not, and what exactly to change.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Examine why a process can or cannot be watched, and say what to change.");
        var config = new Option<FileInfo?>("--config") { Description = "A JSON file with options; see docs/configuration.md." };
        var pid = new Option<string?>("--pid") { Description = "Examine the process with this id. Default: all, in short." };
        var listen = new Option<string?>("--listen") { Description = "Examine this path, where the agent is to listen, as well." };
        foreach (Option option in new Option[] { config, pid, listen }) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            LoadedOptions loaded = Load(parsed.GetValue(config), parsed.GetValue(pid), parsed.GetValue(listen));
            return RunAsync(loaded.Options.Targets, new DoctorReport(Console.Out), cancellation);
        });
        return command;
    }

    private static LoadedOptions Load(FileInfo? config, string? pid, string? listen)
    {
        KeyValuePair<OptionKey, string?>[] given = [new(new OptionKey("Targets", "Pid"), pid), new(new OptionKey("Targets", "Listen"), listen)];
        return OptionsLoader.Load(
            config?.FullName,
            Environment.GetEnvironmentVariables(),
            given.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));
    }

    private static async Task<int> RunAsync(TargetsOptions targets, DoctorReport report, CancellationToken cancellation)
    {
        if (targets.Pid is null) report.Show("GcWatch itself", HostDiagnosis.Examine());
        if (targets.Listen is { } path) ShowListening(Path.GetFullPath(path), targets, report);
        if (targets.Pid is { } pid) return await ExamineAsync(pid, report, cancellation).ConfigureAwait(false);
        report.ShowInShort(await ExamineAllAsync(cancellation).ConfigureAwait(false));
        return ExitCode.Done;
    }

    private static async Task<int> ExamineAsync(int pid, DoctorReport report, CancellationToken cancellation)
    {
        ProcessReport process = await ProcessDiagnosis.ExamineAsync(pid, tries: true, cancellation).ConfigureAwait(false);
        report.Show(process);
        return process.CanBeWatched ? ExitCode.Done : ExitCode.CannotAttach;
    }

    /// <summary>Without a trial session: nothing is opened in processes that nobody asked about.</summary>
    private static Task<ProcessReport[]> ExamineAllAsync(CancellationToken cancellation) =>
        Task.WhenAll(SocketScanner.Candidates().Select(pid => ProcessDiagnosis.ExamineAsync(pid, tries: false, cancellation)));

    private static void ShowListening(string path, TargetsOptions targets, DoctorReport report) =>
        report.Show($"Listening at {path}", ListenDiagnosis.Examine(path, targets.SocketMode()));
}

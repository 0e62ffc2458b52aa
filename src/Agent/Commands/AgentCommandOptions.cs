using System.CommandLine;
using GcWatch.Agent.Options;

namespace GcWatch.Agent.Commands;

/// <summary>The options of commands that run the agent: the common ones by name, everything else by file or environment.</summary>
internal sealed class AgentCommandOptions
{
    private readonly Option<FileInfo?> config = new("--config") { Description = "A JSON file with options; see docs/configuration.md." };
    private readonly List<(Option<string?> Option, OptionKey Key)> overrides = [];

    public AgentCommandOptions(OptionScope scope = OptionScope.Agent)
    {
        if (scope == OptionScope.Agent)
        {
            Override("--pid", "Watch only the process with this id.", new OptionKey("Targets", "Pid"));
            Override("--name", "Watch only processes whose managed program matches this pattern (* and ?).", new OptionKey("Targets", "Name"));
            Override("--listen", "Listen on this path for processes with DOTNET_DiagnosticPorts=PATH,nosuspend.", new OptionKey("Targets", "Listen"));
            Override("--socket", "Watch the runtime behind this diagnostic socket.", new OptionKey("Targets", "Socket"));
            Override("--scan", "Look for running processes as well (true or false).", new OptionKey("Targets", "Scan"));
            Override("--include", "Only processes that a rule selects: name:PATTERN, cmd:PATTERN, env:VARIABLE=PATTERN, with semicolons between.", new OptionKey("Targets", "Include"));
            Override("--time-scale", "Judge so many times as fast, to try alerts out. Default 1.", new OptionKey("Rules", "TimeScale"));
            Override("--exclude", "No process that a rule selects.", new OptionKey("Targets", "Exclude"));
        }

        if (scope == OptionScope.File) return;
        if (scope != OptionScope.Address)
        {
            Override("--service", "The label service of every target.", new OptionKey("Identity", "Service"));
            Override("--env", "The label env of every target.", new OptionKey("Identity", "Env"));
        }

        Override("--metrics-address", "The address to serve metrics on, * for all. Default 127.0.0.1.", new OptionKey("Metrics", "Address"));
        Override("--metrics-port", "The port to serve metrics on. Default 9464.", new OptionKey("Metrics", "Port"));
        if (scope == OptionScope.Address) return;
        Override("--otlp-endpoint", "Send the metrics there by OTLP over HTTP as well.", new OptionKey("Otlp", "Endpoint"));
        Override("--log-level", "The least level to log: Verbose, Debug, Information, Warning, Error, Fatal.", new OptionKey("Log", "Level"));
    }

    public void AddTo(Command command)
    {
        command.Add(config);
        foreach ((Option<string?> option, _) in overrides) command.Add(option);
    }

    /// <exception cref="AgentFault">A key is unknown or a value is out of range.</exception>
    public LoadedOptions Load(ParseResult parsed) => Load(parsed, []);

    /// <summary>As <see cref="Load(ParseResult)"/>, with further values that win over all others.</summary>
    public LoadedOptions Load(ParseResult parsed, IEnumerable<KeyValuePair<OptionKey, string>> fixedValues)
    {
        IEnumerable<KeyValuePair<OptionKey, string>> given = overrides
            .Select(entry => KeyValuePair.Create(entry.Key, parsed.GetValue(entry.Option) ?? ""))
            .Where(pair => pair.Value.Length > 0);
        return OptionsLoader.Load(parsed.GetValue(config)?.FullName, Environment.GetEnvironmentVariables(), given.Concat(fixedValues));
    }

    private void Override(string name, string description, OptionKey key) =>
        overrides.Add((new Option<string?>(name) { Description = description }, key));
}

/// <summary>Which of the common options a command has.</summary>
internal enum OptionScope
{
    /// <summary>All.</summary>
    Agent,

    /// <summary>All but the choice of targets.</summary>
    AgentWithTarget,

    /// <summary>Only where the agent serves.</summary>
    Address,

    /// <summary>None but the configuration file.</summary>
    File,
}

using System.CommandLine;
using GcWatch.Agent.Checking;
using GcWatch.Exporters;
using GcWatch.Exporters.Prometheus.History;

namespace GcWatch.Agent.Commands;

/// <summary>The options of <c>gcwatch check</c>.</summary>
internal sealed class CheckCommandOptions
{
    private readonly Option<FileInfo?> config = new("--config") { Description = "A JSON file with options; see docs/configuration.md. Default: the defaults." };
    private readonly Option<string?> service = new("--service") { Description = "Only this service. Default: all." };
    private readonly Option<string?> space = new("--namespace") { Description = "Only services of this namespace. Default: all." };
    private readonly Option<string?> env = new("--env") { Description = "Only services of this environment. Default: all." };
    private readonly Option<FileInfo?> trace = new("--trace") { Description = "Say what would have fired on this .nettrace file." };
    private readonly Option<string?> prometheus = new("--prometheus") { Description = "Propose thresholds and objectives from the last seven days that this server has." };
    private readonly Option<string?> token = new("--bearer-token-file") { Description = "A file with the bearer token for the server." };
    private readonly Option<string?> authorities = new("--ca-file") { Description = "A PEM file with the authorities that sign the server's certificate." };
    private readonly Option<string?> tenant = new("--tenant") { Description = "The tenant, for Mimir." };
    private readonly Option<string> format = new("--format") { Description = "What to print.", DefaultValueFactory = _ => "text" };

    public void AddTo(Command command)
    {
        format.AcceptOnlyFromAmong("text", "json");
        foreach (Option option in (Option[])[config, service, space, env, trace, prometheus, token, authorities, tenant, format]) command.Add(option);
    }

    public string? Configuration(ParseResult parsed) => parsed.GetValue(config)?.FullName;

    public string? Service(ParseResult parsed) => parsed.GetValue(service);

    public ServiceChoice Choice(ParseResult parsed) => new(parsed.GetValue(space), parsed.GetValue(service), parsed.GetValue(env));

    public string? Trace(ParseResult parsed) => parsed.GetValue(trace)?.FullName;

    public bool IsJson(ParseResult parsed) => parsed.GetRequiredValue(format) == "json";

    /// <summary>The server that is named, else the one of the configuration; without an address if neither is.</summary>
    public PrometheusHistoryOptions Server(ParseResult parsed, PrometheusHistoryOptions configured)
    {
        string? address = parsed.GetValue(prometheus);
        if (address is null && configured.Url is not null) return configured;
        Uri? url = null;
        bool isAddress = address is null || (Uri.TryCreate(address, UriKind.Absolute, out url) && new HttpAddressAttribute().IsValid(url));
        if (!isAddress) throw new AgentFault(ExitCode.Usage, "--prometheus must be an http or https address");
        return new PrometheusHistoryOptions
        {
            Url = url, BearerTokenFile = parsed.GetValue(token), CaFile = parsed.GetValue(authorities), Tenant = parsed.GetValue(tenant), Timeout = TimeSpan.FromMinutes(2),
        };
    }
}

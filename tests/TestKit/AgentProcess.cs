using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>How the agent is started.</summary>
public sealed record AgentBinary(string Name, IReadOnlyList<string> Command)
{
    /// <summary>The managed agent, as built beside the tests.</summary>
    public static AgentBinary Managed { get; } =
        new("managed", ["dotnet", Repository.PathOf("artifacts", "bin", "Agent", Repository.Configuration, "gcwatch.dll")]);

    /// <summary>The published form, as eng/publish-native.sh left it.</summary>
    public static AgentBinary Native =>
        new("native", [Parts.RequireFile(Repository.PathOf("artifacts", "native", "gcwatch"), "eng/publish-native.sh")]);

    /// <summary>The same, with a command before it, such as setpriv with its options.</summary>
    public AgentBinary After(params IReadOnlyList<string> prefix) => this with { Command = [.. prefix, .. Command] };

    /// <summary>Runs a command of the agent to its end.</summary>
    public Task<FinishedProcess> RunAsync(params IReadOnlyList<string> arguments) => ChildProcess.RunAsync([.. Command, .. arguments]);
}

/// <summary>The agent as a real process that serves metrics on a free port.</summary>
public sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };

    private AgentProcess(ChildProcess child, int port)
    {
        Child = child;
        MetricsUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/metrics"));
    }

    public ChildProcess Child { get; }

    public Uri MetricsUrl { get; }

    /// <summary>Its log so far, a JSON object a line, without the quotes that the messages put around their values.</summary>
    public string Log => Child.Errors.Text.Replace("\\\"", "", StringComparison.Ordinal);

    public static Task<AgentProcess> StartAsync(params IReadOnlyList<string> arguments) => StartAsync(AgentBinary.Managed, arguments);

    /// <summary>Starts it and waits until it serves.</summary>
    public static async Task<AgentProcess> StartAsync(AgentBinary binary, params IReadOnlyList<string> arguments)
    {
        AgentProcess agent = Launch(binary, null, arguments);
        await agent.ServesAsync();
        return agent;
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static AgentProcess Launch(AgentBinary binary, IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(binary);
        int port = Ports.Free();
        string[] command = [.. binary.Command, .. arguments, "--metrics-port", port.ToString(CultureInfo.InvariantCulture)];
        return new AgentProcess(ChildProcess.Start(command, environment), port);
    }

    public Task ServesAsync() => Eventually.ReadsAsync("the agent serves", IsServingAsync, serves => serves, StartPatience);

    public async Task<Scrape> ScrapeAsync() => Scrape.Parse(await client.GetStringAsync(MetricsUrl));

    /// <summary>Scrapes in OpenMetrics form, as Prometheus does where that is offered.</summary>
    public async Task<Scrape> ScrapeOpenMetricsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, MetricsUrl);
        request.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0");
        using HttpResponseMessage response = await client.SendAsync(request);
        return Scrape.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    /// <summary>Scrapes until a scrape is as wanted, and returns that.</summary>
    public Task<Scrape> ScrapeUntilAsync(string what, Func<Scrape, bool> isReached, TimeSpan? within = null) =>
        Eventually.ReadsAsync(what, ScrapeAsync, isReached, within);

    /// <summary>Scrapes until the target is attached to.</summary>
    public Task<Scrape> AttachesToAsync(LabProcess lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return ScrapeUntilAsync($"attached to {lab.Label}", scrape => scrape.Of(lab.Label).Sum("gcwatch_target_up") > 0);
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public async Task<FinishedProcess> StopAsync(string signal = "TERM")
    {
        await Child.SignalAsync(signal);
        return await Child.FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Child.DisposeAsync();
    }

    private async Task<bool> IsServingAsync()
    {
        if (Child.HasExited) throw new InvalidOperationException($"the agent ended:\n{Child.Output}\n{Child.Errors}");
        try
        {
            await client.GetStringAsync(MetricsUrl);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

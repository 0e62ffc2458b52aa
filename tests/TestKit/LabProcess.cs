using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.TestKit;

/// <summary>How to start the Lab.</summary>
/// <param name="Runtime">On which runtime.</param>
/// <param name="Arguments">The scenario and its options.</param>
public sealed record LabSettings(LabRuntime Runtime, params IReadOnlyList<string> Arguments)
{
    public bool UsesServerGc { get; init; }

    /// <summary>Whether the runtime waits, before anything managed has run, for <see cref="LabProcess.ResumeAsync"/>.</summary>
    public bool StartsSuspended { get; init; }

    /// <summary>What stands before the Lab's own command.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>How to start the Lab, where not in the runtime's usual way.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// A scenario of the Lab as a real process. It listens to its standard input, so it does not outlive the tests even where they are killed.
/// </summary>
public sealed class LabProcess : IAsyncDisposable
{
    /// <summary>What the agent calls it.</summary>
    public const string Name = "GcWatch.Lab";

    private LabProcess(ChildProcess child) => Child = child;

    public ChildProcess Child { get; }

    public int Pid => Child.Pid;

    public string PidText => Pid.ToString(CultureInfo.InvariantCulture);

    /// <summary>The process label of its series.</summary>
    public string Label => $"{Name}-{PidText}";

    public static Task<LabProcess> StartAsync(LabRuntime runtime, params string[] arguments) => StartAsync(new LabSettings(runtime, arguments));

    /// <summary>Starts it and, unless it starts suspended, waits for its ready line.</summary>
    public static async Task<LabProcess> StartAsync(LabSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var environment = new Dictionary<string, string>(settings.Environment);
        if (settings.UsesServerGc) environment["DOTNET_gcServer"] = "1";
        if (settings.StartsSuspended) environment["DOTNET_DefaultDiagnosticPortSuspend"] = "1";
        var lab = new LabProcess(ChildProcess.Start([.. settings.Prefix, .. settings.Command ?? settings.Runtime.Command(), .. settings.Arguments, "--stdin"], environment));
        if (!settings.StartsSuspended) await lab.BecomeReadyAsync();
        return lab;
    }

    /// <summary>Lets a Lab that was started suspended go on.</summary>
    public Task ResumeAsync() => Task.Run(new DiagnosticsClient(Pid).ResumeRuntime).WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Asks the workload to end, without waiting.</summary>
    public async Task AskToQuitAsync()
    {
        await Child.Input.WriteLineAsync("quit");
        await Child.Input.FlushAsync();
    }

    /// <summary>Lets the second part of the workload begin.</summary>
    public async Task GoOnAsync()
    {
        await Child.Input.WriteLineAsync("next");
        await Child.Input.FlushAsync();
    }

    /// <summary>Ends the workload in the ordinary way and returns its closing line.</summary>
    public async Task<LabClosing> QuitAsync()
    {
        await AskToQuitAsync();
        FinishedProcess finished = await Child.FinishAsync();
        return LabClosing.Parse(finished.Output[^1]);
    }

    public ValueTask DisposeAsync() => Child.DisposeAsync();

    private async Task BecomeReadyAsync()
    {
        try
        {
            await Eventually.HoldsAsync(
                "the Lab's ready line", () => Child.HasExited ? throw new InvalidOperationException($"the Lab ended:\n{Child.Errors}") : Child.Output.All.Count > 0);
        }
        catch (TimeoutException)
        {
            // One that hangs in its start does not listen to its input yet, and would outlive the tests.
            await Child.DisposeAsync();
            throw;
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>A real process, its outputs captured; ended by its id when disposed, whatever the test came to.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Variables of the tests' own environment that would change what a child does.</summary>
    private static readonly string[] ClearedPrefixes =
        ["GCWATCH_", "OTEL_", "POD_", "DOTNET_gc", "DOTNET_GC", "DOTNET_EnableDiagnostics", "DOTNET_Diagnostic", "DOTNET_DefaultDiagnostic"];

    private readonly Process process;

    private ChildProcess(Process process)
    {
        this.process = process;
        Output = new CapturedLines(process.StandardOutput);
        Errors = new CapturedLines(process.StandardError);
    }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    public CapturedLines Output { get; }

    public CapturedLines Errors { get; }

    public StreamWriter Input => process.StandardInput;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables to set beside what is inherited.</param>
    public static ChildProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string variable in start.Environment.Keys.Where(IsCleared).ToArray()) start.Environment.Remove(variable);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"cannot start {command[0]}"));
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<FinishedProcess> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using ChildProcess child = Start(command, environment);
        child.Input.Close();
        return await child.FinishAsync();
    }

    /// <summary>Sends a signal by name, such as TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, Pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        if (kill.ExitCode != 0) throw new InvalidOperationException($"kill -s {signal} {Pid} failed");
    }

    /// <summary>Waits for the end of the process and of its outputs.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<FinishedProcess> FinishAsync(TimeSpan? within = null)
    {
        long start = Stopwatch.GetTimestamp();
        await ExitAsync(within ?? Patience);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        await Output.EndAsync(Patience);
        await Errors.EndAsync(Patience);
        return new FinishedProcess(process.ExitCode, Output.All, Errors.All, took);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }

    private static bool IsCleared(string variable) =>
        Array.Exists(ClearedPrefixes, prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private async Task ExitAsync(TimeSpan within)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(within);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{process.StartInfo.FileName} (process {Pid}) did not end within {within.TotalSeconds:0.#} s.\n{Output}\n{Errors}");
        }
    }
}

/// <summary>What came of a process.</summary>
/// <param name="ExitCode">128 and more where a signal ended it.</param>
/// <param name="Output">The lines of its standard output.</param>
/// <param name="Errors">The lines of its standard error.</param>
/// <param name="Took">From the beginning of the wait to the end of the process.</param>
public sealed record FinishedProcess(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors, TimeSpan Took)
{
    public string OutputText => string.Join('\n', Output);

    public string ErrorText => string.Join('\n', Errors);
}

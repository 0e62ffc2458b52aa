using System.ComponentModel;
using System.Diagnostics;

namespace GcWatch.Agent.Commands;

/// <summary>
/// The Lab's demo workload as a child process. The Lab is built beside the agent but is no part of it: in a clone it is found by its
/// place in the build output; beside a published binary there is none.
/// </summary>
internal sealed class DemoWorkload : IDisposable
{
    private const string Assembly = "GcWatch.Lab.dll";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private DemoWorkload(Process process) => this.process = process;

    public int Pid => process.Id;

    /// <summary>Starts the workload and waits for its ready line.</summary>
    /// <exception cref="AgentFault">The Lab is not there, or does not start.</exception>
    public static async Task<DemoWorkload> StartAsync(CancellationToken stop)
    {
        Process process = Start(Find());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        if (await IsReadyAsync(process, patience.Token).ConfigureAwait(false)) return new DemoWorkload(process);
        process.Kill();
        process.Dispose();
        throw new AgentFault(ExitCode.CannotAttach, "the demo workload did not start");
    }

    /// <summary>Ends the workload: the end of its input asks it to, and it is not given long.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMilliseconds(500))) process.Kill();
        process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(Process process, CancellationToken patience)
    {
        try
        {
            string? line = await process.StandardOutput.ReadLineAsync(patience).ConfigureAwait(false);
            return line?.StartsWith("ready", StringComparison.Ordinal) == true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string Find()
    {
        string beside = Path.Combine(AppContext.BaseDirectory, Assembly);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        string? output = configuration.Parent?.Parent?.FullName;
        string inClone = output is null ? beside : Path.Combine(output, "Lab", configuration.Name, Assembly);
        return new[] { inClone, beside }.FirstOrDefault(File.Exists) ?? throw new AgentFault(
            ExitCode.BadInput,
            "the demo workload is not part of the published binary; run it in a clone of the repository: dotnet run --project src/Agent -- demo");
    }

    private static Process Start(string assembly)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [assembly, "demo", "--stdin"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new AgentFault(ExitCode.CannotAttach, $"cannot start {dotnet}: {missing.Message}");
        }
    }
}

using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>What a process holds: it must come back to this after each fault.</summary>
/// <param name="Threads">Threads that the program started itself.</param>
/// <param name="RuntimeThreads">The runtime's own, which come and go: the pool's, the compiler's.</param>
/// <param name="OpenFiles">Handles, sockets among them, but not the program's own assemblies, which are opened at their first use.</param>
/// <param name="Sockets">Handles that are sockets.</param>
/// <param name="ResidentBytes">Memory that is really there.</param>
public sealed record ProcessFootprint(int Threads, int RuntimeThreads, int OpenFiles, int Sockets, long ResidentBytes)
{
    private const int SpareRuntimeThreads = 4;

    /// <summary>A connection of the agent to itself, which is two, and as many of other kinds. A leak that grows is seen by the tests that repeat their fault.</summary>
    private const int SpareSockets = 2;
    private const int SpareFiles = 4;
    private const int BytesPerKilobyte = 1024;

    /// <summary>What first use costs, once: compiled code, buffers of the pools, a first collection that is not due yet.</summary>
    private const long SpareBytes = 64_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="IOException">There is no such process.</exception>
    public static ProcessFootprint Of(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        string[] threads = [.. Directory.EnumerateDirectories($"{folder}/task").Select(thread => Read($"{thread}/comm")).OfType<string>()];
        string[] files = [.. Directory.EnumerateFileSystemEntries($"{folder}/fd").Select(LinkOf).OfType<string>().Where(file => !file.EndsWith(".dll", StringComparison.Ordinal))];
        return new ProcessFootprint(
            threads.Count(name => !IsRuntimes(name)),
            threads.Count(IsRuntimes),
            files.Length,
            files.Count(file => file.StartsWith("socket:", StringComparison.Ordinal)),
            ResidentBytesOf($"{folder}/status"));
    }

    /// <summary>Waits until a process holds no more than this again.</summary>
    public Task ReturnsAsync(int pid) =>
        Eventually.ReadsAsync($"back to {this}", () => Task.FromResult(Of(pid)), IsNotExceededBy, Patience);

    private static bool IsRuntimes(string thread) => thread.StartsWith(".NET", StringComparison.Ordinal);

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? LinkOf(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long ResidentBytesOf(string status) => BytesPerKilobyte * long.Parse(
        File.ReadLines(status).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(':', 'k')[1], CultureInfo.InvariantCulture);

    private bool IsNotExceededBy(ProcessFootprint now) =>
        now.Threads <= Threads && now.RuntimeThreads <= RuntimeThreads + SpareRuntimeThreads
        && now.OpenFiles <= OpenFiles + SpareFiles && now.Sockets <= Sockets + SpareSockets && now.ResidentBytes <= ResidentBytes + SpareBytes;
}

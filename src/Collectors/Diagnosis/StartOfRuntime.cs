namespace GcWatch.Collectors.Diagnosis;

/// <summary>
/// Whether a runtime has come past its start. One that waits there has the thread of its diagnostic port and not yet that of its
/// finalizers, which comes before anything managed runs; so it is on .NET 8, 9 and 10 and in native AOT. What it says of itself does not
/// tell: it knows its program's name by then.
/// </summary>
internal static class StartOfRuntime
{
    private const string Port = ".NET EventPipe";
    private const string Finalizers = ".NET Finalizer";

    /// <summary>A healthy runtime is between the two for some milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<bool> StandsStillAsync(int pid, CancellationToken cancellation)
    {
        for (TimeSpan waited = TimeSpan.Zero; IsBetween(pid); waited += Interval)
        {
            if (waited >= Patience) return true;
            await Task.Delay(Interval, TimeProvider.System, cancellation).ConfigureAwait(false);
        }

        return false;
    }

    private static bool IsBetween(int pid)
    {
        IReadOnlyList<string> threads = ProcDetail.ThreadNames(pid);
        return threads.Contains(Port) && !threads.Contains(Finalizers);
    }
}

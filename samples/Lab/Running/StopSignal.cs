using System.Runtime.InteropServices;

namespace GcWatch.Lab.Running;

/// <summary>
/// Tells a workload to finish: on SIGTERM or Ctrl-C, after a set time, or on the line <c>quit</c> from standard input or its end. The line
/// <c>next</c> is for workloads that have a second part.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration interrupt;
    private bool isDisposed;
    private volatile bool isNext;

    public StopSignal()
    {
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, FinishOn);
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, FinishOn);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Whether the line <c>next</c> has come.</summary>
    public bool IsNext => isNext;

    /// <param name="length">How long the run may take from now, or null for no limit.</param>
    /// <param name="listensToStdin">Whether <c>quit</c>, or the end of the input, ends the run: a child does not outlive its parent.</param>
    public void Arm(TimeSpan? length, bool listensToStdin)
    {
        if (length is { } limit)
        {
            source.CancelAfter(limit);
        }

        if (listensToStdin)
        {
            WorkerThread.Start("stdin", Listen);
        }
    }

    public void Dispose()
    {
        terminate.Dispose();
        interrupt.Dispose();
        lock (source)
        {
            isDisposed = true;
            source.Dispose();
        }
    }

    private void FinishOn(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Finish();
    }

    // On a background thread, which the end of the process abandons in the middle of its read.
    private void Listen()
    {
        string? line;
        do
        {
            line = Console.In.ReadLine()?.Trim();
            isNext |= line == "next";
        }
        while (line is not null and not "quit");
        Finish();
    }

    // From the thread of a signal or of standard input, for which the run may just have ended.
    private void Finish()
    {
        lock (source)
        {
            if (!isDisposed)
            {
                source.Cancel();
            }
        }
    }
}

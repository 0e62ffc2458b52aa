using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace GcWatch.Lab;

/// <summary>
/// Waits in a system call that the runtime takes for managed code: it cannot stop this thread until the wait is over. Without a CPU: a
/// loop that the runtime cannot interrupt would do the same. The wait is a read of a timer, as that is begun again after the signal with
/// which the runtime asks a thread to stop; a sleep would end by it. Linux only.
/// </summary>
internal static partial class UnstoppableWait
{
    private const int MonotonicClock = 1;

    public static unsafe void For(TimeSpan time)
    {
        using SafeFileHandle timer = new(CreateTimer(MonotonicClock, 0), ownsHandle: true);
        TimerSetting setting = new() { Seconds = (long)time.TotalSeconds, Nanoseconds = time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick };
        int file = (int)timer.DangerousGetHandle();
        ulong expirations;
        if (timer.IsInvalid || SetTimer(file, 0, &setting, null) != 0 || Read(file, &expirations, sizeof(ulong)) != sizeof(ulong))
        {
            throw new InvalidOperationException("no timer is to be had");
        }
    }

    [LibraryImport("libc", EntryPoint = "timerfd_create")]
    private static partial int CreateTimer(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime")]
    private static unsafe partial int SetTimer(int timer, int flags, TimerSetting* setting, TimerSetting* before);

    // No change of mode: the thread counts as one that runs managed code.
    [LibraryImport("libc", EntryPoint = "read")]
    [SuppressGCTransition]
    private static unsafe partial nint Read(int file, void* buffer, nint size);

    /// <summary>struct itimerspec: an interval, none here, then the first expiration.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TimerSetting
    {
        private readonly long intervalSeconds;
        private readonly long intervalNanoseconds;
        public long Seconds;
        public long Nanoseconds;
    }
}

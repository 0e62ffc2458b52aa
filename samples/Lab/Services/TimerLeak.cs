using GcWatch.Lab.Heaps;
using Timer = System.Timers.Timer;

namespace GcWatch.Lab.Services;

/// <summary>Sessions whose timer nobody disposes of: the timer queue holds it, and it holds the session.</summary>
internal sealed class TimerLeak(WorkloadContext context) : IServiceFault
{
    private const int SessionBytes = 8_000;

    private readonly LeakDue due = LeakDue.Of(context, SessionBytes);

    public void Advance(TimeSpan age)
    {
        for (int left = due.Take(age); left > 0; left--) Session.Open();
    }

    private sealed class Session
    {
        private readonly byte[] content = Payload.NewArray(SessionBytes);

        public static void Open()
        {
            Session session = new();
            Timer expiry = new(TimeSpan.FromHours(1).TotalMilliseconds);
            expiry.Elapsed += (_, _) => GC.KeepAlive(session.content);
            expiry.Start();
        }
    }
}

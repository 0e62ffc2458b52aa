using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Services;

/// <summary>Short-lived listeners that never take their handler off a long-lived object's event: it holds them, and all they hold.</summary>
internal sealed class EventLeak(WorkloadContext context) : IServiceFault
{
    private const int ListenerBytes = 8_000;

    private readonly LeakDue due = LeakDue.Of(context, ListenerBytes);

    private static event EventHandler? Changed;

    public void Advance(TimeSpan age)
    {
        for (int left = due.Take(age); left > 0; left--) Changed += new Listener().OnChanged;
        Changed?.Invoke(null, EventArgs.Empty);
    }

    private sealed class Listener
    {
        private readonly byte[] content = Payload.NewArray(ListenerBytes);

        public void OnChanged(object? sender, EventArgs change) => GC.KeepAlive(content);
    }
}

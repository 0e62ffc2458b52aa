using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation is a session of 2 KB that listens to the clock. After 20,000 that were forgotten the clock is a new one.</summary>
internal static class EventHandlers
{
    private const int SessionBytes = 2_000;
    private const int MostForgotten = 20_000;

    public static Scenario Scenario { get; } = new("event-handlers", "beyond", "Never takes its handlers off a long-lived object's event.")
    {
        Evidence = Evidence.Snapshot,
        Signal = "a type, and what it holds, grows from one snapshot to the next; an event's delegate retains it",
        Cause = Causes.Leak,
        Claim = Claim.Retention,
        Pace = 500,
        IsAlwaysPaced = true,
        Bad = () => new Serving(isForgotten: true),
        Repaired = () => new Serving(isForgotten: false),
    };

    private sealed class Clock
    {
        private event EventHandler? Ticked;

        public int Listeners { get; private set; }

        public void Add(Session session)
        {
            Ticked += session.OnTicked;
            Listeners++;
        }

        public void Tick() => Ticked?.Invoke(this, EventArgs.Empty);

        public void Remove(Session session)
        {
            Ticked -= session.OnTicked;
            Listeners--;
        }
    }

    private sealed class Session
    {
        private readonly byte[] content = Payload.NewArray(SessionBytes);

        public void OnTicked(object? sender, EventArgs tick) => GC.KeepAlive(content);
    }

    private sealed class Serving(bool isForgotten) : IOperation
    {
        private Clock clock = new();

        public void Operate()
        {
            Session session = new();
            clock.Add(session);
            if (!isForgotten) clock.Remove(session);
            if (clock.Listeners < MostForgotten) return;
            clock.Tick();
            clock = new Clock();
        }
    }
}

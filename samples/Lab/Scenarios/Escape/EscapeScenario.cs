namespace GcWatch.Lab.Scenarios.Escape;

/// <summary>A pair of operations that may be on the heap on one runtime and on the stack on the next: what escape analysis is about.</summary>
internal static class EscapeScenario
{
    private const int Times = 16;

    /// <param name="name">After <c>escape-</c>.</param>
    /// <param name="what">What does not leave the method that makes it.</param>
    /// <param name="cause">What it is where it is on the heap.</param>
    /// <param name="since">The version from which on it is on the stack; null where part of it never is.</param>
    /// <param name="bad">Makes it and drops it once.</param>
    /// <param name="repaired">The same without it.</param>
    public static Scenario Of(string name, string what, string cause, int? since, Func<long, long> bad, Func<long, long> repaired) =>
        new($"escape-{name}", "escape", $"Makes {what} that never leaves the method.")
        {
            Evidence = Evidence.Live,
            Signal = since is { } version
                ? $"sampled allocations of it before .NET {version}; from then on it is on the stack, and there is nothing to find"
                : "sampled allocations of a display class; the delegate beside it is on the stack from .NET 10 on",
            Cause = cause,
            OnStackSince = since,
            Bad = () => new Repeated(bad),
            Repaired = () => new Repeated(repaired),
        };

    private sealed class Repeated(Func<long, long> once) : IOperation
    {
        private long total;

        public void Operate()
        {
            for (int time = 0; time < Times; time++) total += once(time);
        }
    }
}

namespace GcWatch.Agent.Simulation;

/// <summary>Something that was really wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">First minute, counted since 1970.</param>
/// <param name="To">Last minute.</param>
/// <param name="Factor">How many times the usual; of a leak per hour. NaN: not told.</param>
internal sealed record AnomalyLabel(AnomalyKind Kind, long From, long To, double Factor)
{
    public long Minutes => To - From + 1;
}

namespace GcWatch.Lab.Services;

/// <summary>For a while far more is allocated than usual.</summary>
internal sealed class AllocationBurst(WorkloadContext context) : IServiceFault
{
    public static readonly WorkloadOption Factor = new("burst-factor", 4) { Minimum = 1 };
    public static readonly WorkloadOption Seconds = new("burst-seconds", 6) { Minimum = 0.1 };

    public double RateFactor { get; private set; } = 1;

    public void Advance(TimeSpan age) => RateFactor = age.TotalSeconds < context.Number(Seconds) ? context.Number(Factor) : 1;
}

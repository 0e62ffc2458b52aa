using GcWatch.Lab.Heaps;
using GcWatch.Lab.Scenarios.Pools;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation builds a report in 200 KB.</summary>
internal static class LargeArrays
{
    private const int ReportBytes = 200_000;

    public static Scenario Scenario { get; } = new("loh-churn", "beyond", "Makes a large array for each short use: what is above 85,000 bytes is freed by gen2 only.")
    {
        Evidence = Evidence.Live,
        Signal = "collections of gen2 whose reason is the large object heap, and its allocated bytes",
        Cause = Causes.LargeObjects,
        OtherCauses = [Causes.Array],
        Pace = 1_000,
        Bad = () => new NewReports(),
        Repaired = () => new OneReport(),
    };

    private sealed class NewReports : IOperation
    {
        private long total;

        public void Operate() => total += Buffers.Use(Payload.NewArray(ReportBytes));
    }

    private sealed class OneReport : IOperation
    {
        private readonly byte[] report = Payload.NewArray(ReportBytes);
        private long total;

        public void Operate() => total += Buffers.Use(report);
    }
}

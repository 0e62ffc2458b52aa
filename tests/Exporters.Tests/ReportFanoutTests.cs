using GcWatch.Analysis;
using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters.Tests;

public sealed class ReportFanoutTests
{
    private static readonly GcReport Report = new TargetView(new TargetIdentity("shop", "", "", "", "shop-17")).Report(TimeSpan.Zero);

    private readonly RecordingLogger<ReportFanout> log = new();

    [Fact]
    public void Every_sink_gets_the_same_report()
    {
        var first = new KeepingSink();
        var second = new KeepingSink();
        new ReportFanout([first, second], log).Take(Report);
        Assert.Same(Report, Assert.Single(first.Reports));
        Assert.Same(Report, Assert.Single(second.Reports));
    }

    [Fact]
    public void A_sink_that_throws_does_not_disturb_those_before_and_after_it()
    {
        var before = new KeepingSink();
        var after = new KeepingSink();
        var fanout = new ReportFanout([before, new ThrowingSink(), after], log);
        for (int i = 0; i < 3; i++) fanout.Take(Report);
        Assert.Equal(3, before.Reports.Count);
        Assert.Equal(3, after.Reports.Count);
        Assert.Equal(3, fanout.Failures);
    }

    [Fact]
    public void A_sink_that_keeps_throwing_is_logged_once()
    {
        var fanout = new ReportFanout([new ThrowingSink()], log);
        for (int i = 0; i < 5; i++) fanout.Take(Report);
        Assert.Equal((2001, LogLevel.Error, "The sink ThrowingSink failed; further failures of it are only counted"), Assert.Single(log.Lines));
    }

    [Fact]
    public void Each_sink_that_throws_is_logged()
    {
        new ReportFanout([new ThrowingSink(), new ThrowingSink()], log).Take(Report);
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public void Without_a_fault_nothing_is_counted_or_logged()
    {
        var fanout = new ReportFanout([new KeepingSink()], log);
        fanout.Take(Report);
        Assert.Equal(0, fanout.Failures);
        Assert.Empty(log.Lines);
    }

    private sealed class KeepingSink : IReportSink
    {
        public List<GcReport> Reports { get; } = [];

        public void Take(GcReport report) => Reports.Add(report);
    }

    private sealed class ThrowingSink : IReportSink
    {
        public void Take(GcReport report) => throw new InvalidOperationException("the disk is full");
    }
}

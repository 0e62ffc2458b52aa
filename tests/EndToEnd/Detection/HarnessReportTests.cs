using GcWatch.Harness;

namespace GcWatch.EndToEnd.Detection;

public sealed class HarnessReportTests
{
    private static readonly Outcome Found = new("leak", false, "leak", 120, [new("leak", 2)], [], [new("long_suspension", -3)]);
    private static readonly Outcome Missed = new("burst", false, null, null, [], [], []);
    private static readonly Outcome Disturbed = new("deploy", true, null, null, [], [], [new("alloc_burst", 1)]);

    private readonly HarnessReport report = new(new HarnessPlan(), [Found, Missed, Disturbed]);

    [Fact]
    public void Precision_leaves_out_the_pause_rules_and_that_of_all_rules_does_not()
    {
        Assert.Equal(new WilsonInterval(1, 2), report.Precision);
        Assert.Equal(new WilsonInterval(1, 3), report.PrecisionOfAllRules);
    }

    [Fact]
    public void Recall_is_of_faults_and_quiet_of_benign_processes()
    {
        Assert.Equal(new WilsonInterval(1, 2), report.Recall);
        Assert.Equal(new WilsonInterval(0, 1), report.Quiet);
    }

    [Fact]
    public void The_table_and_the_JSON_have_the_delay_of_what_was_found()
    {
        Assert.Contains("median delay        2.0 h", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"medianDelayMinutes\": 120", report.ToJson(), StringComparison.Ordinal);
    }
}

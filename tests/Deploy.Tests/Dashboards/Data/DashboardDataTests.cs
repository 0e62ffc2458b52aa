using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards.Data;

/// <summary>What the dashboards ask is answered by a real Prometheus that scrapes a real agent.</summary>
public sealed class DashboardDataTests(DashboardScene scene) : IClassFixture<DashboardScene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Every_expression_has_data_or_a_reason_why_it_may_be_empty()
    {
        Question[] all = [.. Dashboard.All.SelectMany(Question.Of)];
        IReadOnlyDictionary<string, string> reasons = EmptyReasons.Read();
        List<Question> open = [.. all];
        long start = Stopwatch.GetTimestamp();
        while (open.Exists(question => !reasons.ContainsKey(question.Key)) && Stopwatch.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
            await DropAnsweredAsync(open);
        }

        string[] faults =
        [
            .. open.Where(question => !reasons.ContainsKey(question.Key)).Select(question => $"no data: {question.Key}: {question.Expression}"),
            .. reasons.Keys.Except(all.Select(question => question.Key)).Select(key => $"nobody asks this any more: {key}"),
            .. all.Except(open).Where(question => reasons.TryGetValue(question.Key, out string? reason) && !EmptyReasons.IsPerhaps(reason)).Select(question => $"has data: {question.Key}"),
        ];
        Assert.True(faults.Length == 0, $"Of {all.Length} expressions, after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s:\n{string.Join('\n', faults)}");
    }

    private async Task DropAnsweredAsync(List<Question> open)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (Question question in open.ToArray())
        {
            if (await question.HasDataAsync(scene.Prometheus, now)) open.Remove(question);
        }
    }
}

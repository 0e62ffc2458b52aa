using GcWatch.Agent.Simulation;
using GcWatch.Agent.Tests.Commands;

namespace GcWatch.Agent.Tests.Simulation;

public sealed class SimulatorTests
{
    private static readonly TimeSpan Learning = TimeSpan.FromDays(1);

    [Fact]
    public void A_seed_gives_the_same_service_each_time() => Assert.Equal(Run(3).Rows, Run(3).Rows);

    [Fact]
    public void Another_seed_gives_another_service() => Assert.NotEqual(Run(3).Rows[0].Allocation, Run(4).Rows[0].Allocation);

    [Fact]
    public void Two_of_each_illness_come_after_the_learning_and_apart()
    {
        ServiceSeries series = new ServiceSimulator(5, 0, 24, TimeSpan.FromDays(10)).Run("x");
        Assert.Equal([2, 2, 2], series.Labels.GroupBy(label => label.Kind).OrderBy(kind => kind.Key).Select(kind => kind.Count()));
        Assert.All(series.Labels, label => Assert.InRange(label.From, series.Rows[0].Minute + (10 * 1440), label.To));
        AnomalyLabel[] inOrder = [.. series.Labels.OrderBy(label => label.From)];
        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.InRange(pair.Second.From - pair.First.To, 180, long.MaxValue));
    }

    [Fact]
    public void Illnesses_have_the_documented_sizes() => Assert.All(Enumerable.Range(0, 20).SelectMany(service => new ServiceSimulator(6, service, 24, TimeSpan.FromDays(10)).Run("x").Labels), label =>
    {
        (double least, double most) = label.Kind switch { AnomalyKind.Leak => (0.01, 0.12), AnomalyKind.Burst => (3.5, 7.5), _ => (1.8, 3.8) };
        Assert.InRange(label.Factor, least, most);
        if (label.Kind == AnomalyKind.Leak) Assert.InRange(label.Minutes, 60, (36 * 60) + 1);
        if (label.Kind == AnomalyKind.Burst) Assert.InRange(label.Minutes, 9, 90);
    });

    [Fact]
    public void A_process_lives_two_to_six_days()
    {
        IReadOnlyList<MinuteRow> rows = new ServiceSimulator(7, 0, 40, TimeSpan.FromDays(35)).Run("x").Rows;
        double[] lives = [.. rows.Zip(rows.Skip(1)).Where(pair => pair.Second.ProcessAge < pair.First.ProcessAge && pair.Second.Minute < rows[0].Minute + (30 * 1440)).Select(pair => pair.First.ProcessAge.TotalDays)];
        Assert.InRange(lives.Length, 5, 15);
        Assert.All(lives, life => Assert.InRange(life, 2, 6.01));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.5)]
    public void Noise_has_a_variance_of_one_and_the_memory_asked_for(double memory)
    {
        var wander = new Wander(new Chance(1, 1), memory);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => wander.Next())];
        Assert.Equal(1, values.Average(value => value * value), 0.1);
        Assert.Equal(memory, values.Zip(values.Skip(1), (one, next) => one * next).Average(), 0.1);
    }

    [Fact]
    public async Task The_command_prints_the_same_table_each_time()
    {
        string[] args = ["simulate", "--seeds", "1-2", "--services", "1", "--days", "8", "--warm-up-days", "3", "--detector", "all"];
        CommandRun first = await CommandRun.OfAsync(args);
        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.StartsWith("runs: seed 1, seed 2\n", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, (await CommandRun.OfAsync(args)).Output);
    }

    private static ServiceSeries Run(int seed) => new ServiceSimulator(seed, 2, 9, Learning).Run("x");
}

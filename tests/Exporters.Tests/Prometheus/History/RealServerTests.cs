using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Prometheus.History;
using GcWatch.TestKit;
using GcWatch.TestKit.Histories;

namespace GcWatch.Exporters.Tests.Prometheus.History;

/// <summary>The history as Prometheus and VictoriaMetrics have it.</summary>
public sealed class RealServerTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly ServiceKey Odd = new("", "sh\"o\\p\n*", "");
    private static readonly BaselineSignal[] Two = [BaselineSignal.PauseP99, BaselineSignal.LiveHeap];

    [Theory]
    [InlineData("prometheus", 17)]
    [InlineData("prometheus", 52)]
    [InlineData("victoria-metrics", 17)]
    [InlineData("victoria-metrics", 52)]
    public async Task Every_hour_of_the_month_is_there_once_and_in_its_place(string server, int minutes)
    {
        var month = new RecordedMonth(Now, TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(3.517));
        await using HistoryServer running = await StartAsync(server, [.. month.Series(RecordedMonth.Shop, Two), .. month.Series(Odd, BaselineSignal.Gen2Rate)]);

        IReadOnlyList<HistoryHour> hours = await LoadAsync(new PrometheusHistoryOptions { Url = running.Url }, RecordedMonth.Shop);
        IReadOnlyList<HistoryHour> odd = await LoadAsync(new PrometheusHistoryOptions { Url = running.Url }, Odd);

        Assert.Equal(Expected(month, Two), hours);
        Assert.Equal(Expected(month, BaselineSignal.Gen2Rate), odd);
    }

    [Theory]
    [InlineData("prometheus")]
    [InlineData("victoria-metrics")]
    public async Task What_is_missing_or_no_number_is_left_out_and_strangers_are_not_taken(string server)
    {
        var month = new RecordedMonth(Now, TimeSpan.FromMinutes(5));
        long gap = month.First + 100;
        long bad = month.First + 200;
        StoredSeries[] series =
        [
            .. month.Series(RecordedMonth.Shop, BaselineSignal.LiveHeap).Select(whole => whole with
            {
                Points = [.. whole.Points.Where(point => point.At != month.RecordedAt(gap)).Select(point => point.At == month.RecordedAt(bad) ? (point.At, double.PositiveInfinity) : point)],
            }),
            .. month.Series(RecordedMonth.Shop with { Namespace = "" }, BaselineSignal.LiveHeap, BaselineSignal.Gen0Rate),
            .. month.Series(RecordedMonth.Shop with { Env = "test" }, BaselineSignal.Gen1Rate),
        ];
        await using HistoryServer running = await StartAsync(server, series);

        IReadOnlyList<HistoryHour> hours = await LoadAsync(new PrometheusHistoryOptions { Url = running.Url }, RecordedMonth.Shop);

        Assert.Equal(Expected(month, BaselineSignal.LiveHeap).Where(hour => hour.Hour != gap && hour.Hour != bad), hours);
    }

    [Fact]
    public async Task A_span_of_more_than_11000_hours_is_asked_for_in_pieces()
    {
        var month = new RecordedMonth(Now, TimeSpan.FromMinutes(20));
        await using HistoryServer running = await StartAsync("prometheus", [.. month.Series(RecordedMonth.Shop, BaselineSignal.LiveHeap)]);
        using PrometheusHistory history = Open(new PrometheusHistoryOptions { Url = running.Url });

        IReadOnlyList<HistoryHour> hours = await history.LoadAsync(RecordedMonth.Shop, Now - TimeSpan.FromHours(12_000), Now, CancellationToken.None);

        Assert.Equal(Expected(month, BaselineSignal.LiveHeap), hours);
    }

    [Fact]
    public async Task Over_TLS_the_authority_that_is_named_is_trusted_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var tls = new AlertmanagerTls(folder);
        string token = folder.PathOf("token");
        await File.WriteAllTextAsync(token, "secret");
        var month = new RecordedMonth(Now, TimeSpan.FromMinutes(20));
        await using HistoryServer running = await HistoryServer.PrometheusAsync(month.Series(RecordedMonth.Shop, BaselineSignal.LiveHeap), tls);

        IReadOnlyList<HistoryHour> hours = await LoadAsync(
            new PrometheusHistoryOptions { Url = running.Url, CaFile = tls.CaFile, BearerTokenFile = token }, RecordedMonth.Shop);
        BaselineHistoryException doubted = await Assert.ThrowsAsync<BaselineHistoryException>(
            () => LoadAsync(new PrometheusHistoryOptions { Url = running.Url }, RecordedMonth.Shop));

        Assert.Equal(Expected(month, BaselineSignal.LiveHeap), hours);
        Assert.Contains("SSL", doubted.Message, StringComparison.Ordinal);
    }

    private static Task<HistoryServer> StartAsync(string server, StoredSeries[] series) =>
        server == "prometheus" ? HistoryServer.PrometheusAsync(series) : HistoryServer.VictoriaMetricsAsync(series);

    private static PrometheusHistory Open(PrometheusHistoryOptions options) =>
        PrometheusHistory.Open(options, "History", TimeProvider.System) ?? throw new InvalidOperationException("there is an address");

    private static async Task<IReadOnlyList<HistoryHour>> LoadAsync(PrometheusHistoryOptions options, ServiceKey service)
    {
        using PrometheusHistory history = Open(options);
        return await history.LoadAsync(service, Now - TimeSpan.FromDays(31), Now, CancellationToken.None);
    }

    private static IEnumerable<HistoryHour> Expected(RecordedMonth month, params BaselineSignal[] signals) =>
        from signal in signals
        from i in Enumerable.Range(0, RecordedMonth.Hours)
        select RecordedMonth.Whole(signal, month.First + i);
}

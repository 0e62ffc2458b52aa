using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class OpenMetricsTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Theory]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("text/plain", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("application/openmetrics-text; version=1.0.0; q=0.5, text/plain; q=0.7", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text; version=2.0.0", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.0", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    public void The_form_is_the_one_that_the_client_prefers(string? accept, string contentType) =>
        Assert.Equal(contentType, ExpositionFormats.Accepted(accept).ContentType());

    [Fact]
    public async Task A_counter_s_family_is_named_without_total_and_the_text_has_an_end()
    {
        string[] lines = await LinesAsync();
        Assert.Contains("# TYPE dotnet_gc_pause_time_seconds counter", lines);
        Assert.Contains("# UNIT dotnet_gc_pause_time_seconds seconds", lines);
        Assert.Contains(lines, line => line.StartsWith("dotnet_gc_pause_time_seconds_total{", StringComparison.Ordinal));
        Assert.Contains("# UNIT dotnet_gc_last_collection_heap_size_bytes bytes", lines);
        Assert.Contains(lines, line => line.StartsWith("dotnet_gc_pause_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains(",le=\"5.0\"} ", StringComparison.Ordinal));
        Assert.Equal(["# EOF", ""], lines[^2..]);
    }

    [Fact]
    public async Task Series_and_values_are_those_of_the_plain_text()
    {
        string[] open = await LinesAsync();
        string[] plain = (await endpoint.ScrapeAsync()).Text.Split('\n');
        Assert.Equal(plain.Where(IsOfTarget), open.Where(IsOfTarget).Select(line => line.Replace(".0\"}", "\"}", StringComparison.Ordinal)));
    }

    private static bool IsOfTarget(string line) => line.Contains("process=", StringComparison.Ordinal);

    private async Task<string[]> LinesAsync()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2).AllocatedInAll(7));
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Url);
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0");
        using HttpResponseMessage answer = await endpoint.SendAsync(request);
        Assert.Equal("application/openmetrics-text", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadAsStringAsync()).Split('\n');
    }
}

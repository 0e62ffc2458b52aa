namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>The other tests see of a query only what this reads.</summary>
public sealed class PromExpressionTests
{
    [Theory]
    [InlineData("""sum by (pod, le) (rate(a_bucket{job=~"$job", le!="}"}[$__rate_interval]))""", "a_bucket [$__rate_interval] rate job=~$job le!=}")]
    [InlineData("""max(a) without (pod) > 0.5""", "a [] max")]
    [InlineData("""a / on (pod) group_left () b{c="d"} unless max_over_time(e[15m] offset $__interval)""", "a [] ", "b [] c=d", "e [15m] max_over_time")]
    [InlineData("""topk(10, 60 * sum(rate(a_total[5m]) or rate(b_total[5m])))""", "a_total [5m] rate", "b_total [5m] rate")]
    [InlineData("""slo:a:ratio{b!~"c|d"} * 1e3 or vector(0)""", "slo:a:ratio [] b!~c|d")]
    [InlineData("""{__name__="a"}""", " [] __name__=a")]
    public void Selectors_are_read_with_range_function_and_matchers(string expression, params string[] expected) =>
        Assert.Equal(expected, PromExpression.SelectorsOf(expression).Select(Text));

    private static string Text(PromSelector selector)
    {
        string head = $"{selector.Metric} [{selector.Range}] {selector.Function}";
        string matchers = string.Join(' ', selector.Matchers.Select(matcher => $"{matcher.Label}{matcher.Operator}{matcher.Value}"));
        return matchers.Length == 0 ? head : $"{head.TrimEnd()} {matchers}";
    }
}

namespace GcWatch.Agent.Tests.Rules;

/// <summary>What an alert must stand: each alert has a story of each kind.</summary>
internal enum StoryKind
{
    Fires,
    StaysQuiet,
    Boundary,
    MissingData,

    /// <summary>A counter, or a process with it, begins anew.</summary>
    Restart,
}

/// <summary>Series over time, and at which moments how many alerts of one name fire; for promtool.</summary>
/// <param name="alert">The alert's name.</param>
/// <param name="kind">What it shows.</param>
internal sealed class RuleStory(string alert, StoryKind kind)
{
    private readonly List<(string Series, string Values)> series = [];
    private readonly List<(string At, int Firing)> moments = [];

    public string Alert => alert;

    public StoryKind Kind => kind;

    /// <param name="name">The series with its labels.</param>
    /// <param name="values">In promtool's notation, one a minute.</param>
    public RuleStory With(string name, string values)
    {
        series.Add((name, values));
        return this;
    }

    /// <param name="at">Since the beginning, such as 7m.</param>
    /// <param name="count">For how many services or processes it fires.</param>
    public RuleStory Firing(string at, int count = 1)
    {
        moments.Add((at, count));
        return this;
    }

    public RuleStory Quiet(string at) => Firing(at, 0);

    public IEnumerable<string> Lines()
    {
        yield return $"  - name: '{alert}: {kind}'";
        yield return "    interval: 1m";
        yield return "    input_series:";
        foreach ((string name, string values) in series)
        {
            yield return $"      - series: '{name}'";
            yield return $"        values: '{values}'";
        }

        yield return "    promql_expr_test:";
        foreach ((string at, int firing) in moments)
        {
            yield return $"      - expr: 'sum(ALERTS{{alertname=\"{alert}\", alertstate=\"firing\"}})'";
            yield return $"        eval_time: {at}";
            yield return firing == 0 ? "        exp_samples: []" : $"        exp_samples: [{{ labels: '{{}}', value: {firing} }}]";
        }
    }
}

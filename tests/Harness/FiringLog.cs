namespace GcWatch.Harness;

/// <summary>When which rule fired for one service, and the alerts that this makes.</summary>
public sealed class FiringLog
{
    /// <summary>What fires again within an hour of judgement has not begun anew, as in the simulator.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly List<RuleAlert> alerts = [];
    private readonly Dictionary<string, DateTimeOffset> lastSeen = [];

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<RuleAlert> Alerts => alerts;

    /// <param name="rule">It fires now.</param>
    /// <param name="now">Never less than before.</param>
    /// <param name="timeScale">Hours of judgement in an hour.</param>
    public void Note(string rule, DateTimeOffset now, double timeScale)
    {
        if (!lastSeen.TryGetValue(rule, out DateTimeOffset last) || (now - last) * timeScale > Quiet) alerts.Add(new RuleAlert(rule, now));
        lastSeen[rule] = now;
    }
}

/// <summary>An alert of a rule.</summary>
/// <param name="Rule">Its label.</param>
/// <param name="At">When it was first seen firing.</param>
public sealed record RuleAlert(string Rule, DateTimeOffset At);

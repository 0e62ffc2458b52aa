namespace GcWatch.Exporters.Serving;

/// <summary>What a health route answers.</summary>
/// <param name="IsOk">200 if so, else 503.</param>
/// <param name="Explanation">Why not, in one line; not said where it is ok.</param>
public sealed record HealthAnswer(bool IsOk, string Explanation)
{
    public static HealthAnswer Ok { get; } = new(true, "");
}

/// <summary>What the health routes ask. Called at each request, on any thread; must answer at once.</summary>
/// <param name="Alive">/healthz: whether the agent still does its work; where not, it should be started anew.</param>
/// <param name="Ready">/readyz: whether its figures can be relied on yet.</param>
public sealed record HealthProbes(Func<HealthAnswer> Alive, Func<HealthAnswer> Ready)
{
    /// <summary>That there is an answer is all that it says.</summary>
    public static HealthProbes Answering { get; } = new(() => HealthAnswer.Ok, () => HealthAnswer.Ok);
}

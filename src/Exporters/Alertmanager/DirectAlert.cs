namespace GcWatch.Exporters.Alertmanager;

/// <summary>The state of one alert, as it is to be told.</summary>
/// <param name="Key">Which alert.</param>
/// <param name="Sentence">Why it fires, with what was measured and the limit.</param>
/// <param name="StartsAt">When it began to fire, by the wall clock.</param>
/// <param name="EndsAt">When it ended; while it fires, when it is over if nothing more is heard of it.</param>
/// <param name="TrueAt">The clock's timestamp at which the rule became true.</param>
/// <param name="IsFiring">Whether it fires.</param>
public sealed record DirectAlert(AlertKey Key, string Sentence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long TrueAt, bool IsFiring);

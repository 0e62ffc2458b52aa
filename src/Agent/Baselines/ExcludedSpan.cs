using System.Globalization;
using System.IO.Enumeration;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>A span that is not to be learnt, or to be forgotten: one text of Baselines.Exclude.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">Its last moment.</param>
/// <param name="Service">The services that it holds for: * and ?, in any case.</param>
internal sealed record ExcludedSpan(DateTimeOffset From, DateTimeOffset To, string Service)
{
    /// <summary>From FROM/TO or FROM/TO/SERVICE, times in ISO 8601, in UTC unless they say otherwise; null if it is none.</summary>
    public static ExcludedSpan? Parse(string text)
    {
        string[] parts = text.Split('/', 3, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || Time(parts[0]) is not { } from || Time(parts[1]) is not { } to || to < from) return null;
        string service = parts.Length == 3 ? parts[2] : "*";
        return service.Length == 0 ? null : new ExcludedSpan(from, to, service);
    }

    public bool Holds(ServiceKey key) => FileSystemName.MatchesSimpleExpression(Service, key.Service);

    /// <summary>Whether an hour has any of it: hours are learnt as a whole.</summary>
    public bool HasOfHour(long hour) => hour >= HourOfWeek.Number(From) && hour <= HourOfWeek.Number(To);

    private static DateTimeOffset? Time(string text) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HHK", "yyyy-MM-dd"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}

using System.Globalization;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Replay;

/// <summary>A recording's judgement in lines for people.</summary>
internal static class JudgementText
{
    public static IEnumerable<string> Lines(IEnumerable<PromiseStanding> promises, IEnumerable<AlertEpisode> episodes) =>
        [.. promises.Select(Line), .. episodes.Select(Line)];

    private static string Line(PromiseStanding standing)
    {
        SloCount count = standing.Count;
        string share = count.Good + count.Bad == 0
            ? "nothing to judge by yet"
            : string.Create(CultureInfo.InvariantCulture, $"{1 - count.BadShare:P2} good of {count.Good + count.Bad}, promised {standing.Promise.Objective:P2}");
        return $"promise      {standing.Promise.Name} ({standing.Promise.Tier.Label()}): {share}";
    }

    private static string Line(AlertEpisode episode)
    {
        string end = episode.EndedAt is { } ended ? string.Create(CultureInfo.InvariantCulture, $"to {ended.TotalSeconds:0} s") : "to the end";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"would fire   {episode.Alert.AlertName} ({episode.Alert.Severity.Label()}) from {episode.BeganAt.TotalSeconds:0} s {end}: {episode.Sentence}");
    }
}

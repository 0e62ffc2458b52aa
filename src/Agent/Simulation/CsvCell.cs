using System.Globalization;

namespace GcWatch.Agent.Simulation;

/// <summary>Reads cells of a CSV file: what is missing or unreadable is not a number.</summary>
internal static class CsvCell
{
    /// <summary>Later than this, seconds since 1970 are milliseconds.</summary>
    private const double Milliseconds = 1e11;

    private static readonly double LastMinute = DateTimeOffset.MaxValue.ToUnixTimeSeconds() / 60;

    public static string Text(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column].Trim().Trim('"') : "";

    public static double Number(string[] cells, int column) =>
        double.TryParse(Text(cells, column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0
            ? number
            : double.NaN;

    /// <summary>ISO 8601 (UTC if it names no zone), or seconds or milliseconds since 1970; minutes since 1970.</summary>
    public static long? Minute(string[] cells, int column)
    {
        double seconds = Number(cells, column);
        if (seconds > Milliseconds) seconds /= 1000;
        if (double.IsFinite(seconds)) return seconds / 60 < LastMinute ? (long)(seconds / 60) : null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(Text(cells, column), CultureInfo.InvariantCulture, Utc, out DateTimeOffset at) && at.ToUnixTimeSeconds() >= 0
            ? at.ToUnixTimeSeconds() / 60
            : null;
    }
}

using System.Globalization;

namespace GcWatch.Analysis.Findings;

/// <summary>Figures as they are told.</summary>
internal static class Told
{
    public static string Mb(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    public static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    /// <summary>As the variables of the GC take numbers.</summary>
    public static string Hexadecimal(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:X}");

    public static string Line(FormattableString text) => FormattableString.Invariant(text);
}

using System.Globalization;

namespace GcWatch.Exporters.Prometheus;

/// <summary>One entry of an Accept header (RFC 9110, 12.5.1).</summary>
/// <param name="Name">The media type.</param>
/// <param name="Version">Its parameter version; null if it has none.</param>
/// <param name="Weight">Its parameter q, 0 to 1; 1 if it has none, 0 if it is no number.</param>
internal readonly record struct AcceptedType(string Name, string? Version, double Weight)
{
    public static AcceptedType Parse(string entry)
    {
        string[] parts = entry.Split(';', StringSplitOptions.TrimEntries);
        double weight = Parameter(parts, "q=") is { } q ? Number(q) : 1;
        return new AcceptedType(parts[0], Parameter(parts, "version="), weight);
    }

    private static string? Parameter(string[] parts, string name) =>
        parts.Skip(1).FirstOrDefault(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim('"');

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : 0;
}

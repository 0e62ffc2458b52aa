using System.Globalization;
using System.Text.Json;

namespace GcWatch.Agent.Gate;

/// <summary>
/// Reads a budget, as strictly as the configuration: a JSON object, a key for each limit. All its faults are said at once, a line each.
/// The form is in docs/gate.md.
/// </summary>
internal static class BudgetFile
{
    /// <summary>For editors.</summary>
    private const string SchemaKey = "$schema";

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <exception cref="AgentFault">It cannot be read, a key is unknown, a value is out of range, or there is no limit in it.</exception>
    public static IReadOnlyList<BudgetLimit> Read(string path)
    {
        using JsonDocument document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new AgentFault(ExitCode.Usage, $"{path}: the budget must be a JSON object");
        var limits = new List<BudgetLimit>();
        var faults = new List<string>();
        foreach (JsonProperty property in document.RootElement.EnumerateObject().Where(property => property.Name != SchemaKey))
        {
            BudgetMeasure? measure = BudgetMeasure.All.FirstOrDefault(known => string.Equals(known.Key, property.Name, StringComparison.OrdinalIgnoreCase));
            if (measure is null) faults.Add($"{property.Name} is not a limit; known are {string.Join(", ", BudgetMeasure.All.Select(known => known.Key))}");
            else if (limits.Exists(limit => limit.Measure == measure)) faults.Add($"{measure.Key} is there twice");
            else if (Value(property.Value, measure.Unit) is { } most) limits.Add(new BudgetLimit(measure, most));
            else faults.Add($"{measure.Key} must be {Wanted(measure.Unit)}");
        }

        if (limits.Count == 0 && faults.Count == 0) faults.Add("the budget has no limit");
        return faults.Count == 0 ? InOrder(limits) : throw new AgentFault(ExitCode.Usage, string.Join('\n', faults.Select(fault => $"{path}: {fault}")));
    }

    private static IReadOnlyList<BudgetLimit> InOrder(List<BudgetLimit> limits) =>
        [.. BudgetMeasure.All.Select(measure => limits.Find(limit => limit.Measure == measure)).OfType<BudgetLimit>()];

    private static JsonDocument Parse(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, Lenient);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.Usage, $"cannot read the budget {path}: {unreadable.Message}");
        }
        catch (JsonException malformed)
        {
            string what = malformed.LineNumber is { } line ? $"not valid JSON at line {line + 1}" : "a key is there twice";
            throw new AgentFault(ExitCode.Usage, $"{path}: {what}");
        }
    }

    /// <summary>Null if it is of the wrong kind, or out of range.</summary>
    private static double? Value(JsonElement given, BudgetUnit unit) => unit switch
    {
        BudgetUnit.Duration => given.ValueKind == JsonValueKind.String && TimeSpan.TryParseExact(given.GetString(), "c", CultureInfo.InvariantCulture, out TimeSpan time)
            && time >= TimeSpan.Zero && time <= LongestDuration ? time.TotalSeconds : null,
        BudgetUnit.Bytes or BudgetUnit.Count => given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out long whole) && whole >= 0 ? whole : null,
        BudgetUnit.Share => given.ValueKind == JsonValueKind.Number && given.TryGetDouble(out double share) && share is >= 0 and <= 1 ? share : null,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a unit"),
    };

    private static string Wanted(BudgetUnit unit) => unit switch
    {
        BudgetUnit.Duration => "a duration from 0 to a day, such as \"00:00:00.050\"",
        BudgetUnit.Bytes => "a whole number of bytes, 0 or more",
        BudgetUnit.Count => "a whole number, 0 or more",
        BudgetUnit.Share => "a share from 0 to 1",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a unit"),
    };
}

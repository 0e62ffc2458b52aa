using System.Text.Json.Serialization.Metadata;

namespace GcWatch.Agent.Options;

/// <summary>One option: its place in the configuration.</summary>
/// <param name="Section">The section's property name.</param>
/// <param name="Property">The option's property name within it.</param>
internal readonly record struct OptionKey(string Section, string Property)
{
    /// <summary>As in a JSON file and in messages: Metrics.Port.</summary>
    public string Path => $"{Section}.{Property}";

    /// <summary>As an environment variable: GCWATCH_METRICS__PORT; any case is understood.</summary>
    public string Variable => $"{OptionKeys.VariablePrefix}{Section}__{Property}".ToUpperInvariant();
}

/// <summary>Every option, from the same metadata that reads the file.</summary>
internal static class OptionKeys
{
    public const string VariablePrefix = "GCWATCH_";

    public static IEnumerable<OptionKey> All =>
        from section in OptionsContext.Default.AgentOptions.Properties
        from property in OptionsContext.Default.GetTypeInfo(section.PropertyType)!.Properties
        select new OptionKey(section.Name, property.Name);

    public static OptionKey? Find(string variable) =>
        All.Where(key => string.Equals(key.Variable, variable, StringComparison.OrdinalIgnoreCase)).Select(key => (OptionKey?)key).FirstOrDefault();

    /// <summary>Whether it is a list whose items have keys of their own, such as Slo.Pause.</summary>
    public static bool IsListOfSections(OptionKey key) =>
        OptionsContext.Default.AgentOptions.Properties.Where(section => section.Name == key.Section)
            .SelectMany(section => OptionsContext.Default.GetTypeInfo(section.PropertyType)!.Properties)
            .Any(option => option.Name == key.Property && option.CustomConverter is null
                && OptionsContext.Default.GetTypeInfo(option.PropertyType)?.Kind == JsonTypeInfoKind.Enumerable);
}

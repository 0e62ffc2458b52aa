using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace GcWatch.Agent.Options;

/// <summary>The options, and the GCWATCH_… variables that are none.</summary>
internal sealed record LoadedOptions(AgentOptions Options, IReadOnlyList<string> UnknownVariables);

/// <summary>
/// Defaults, then a file, then the environment, then the command line: laid over each other as JSON and read once, strictly.
/// Why not Microsoft.Extensions.Configuration: docs/decisions/0006-configuration.md.
/// </summary>
internal static class OptionsLoader
{
    private const string RootName = nameof(AgentOptions) + ".";

    /// <summary>For editors: it may point at docs/configuration.schema.json.</summary>
    private const string SchemaKey = "$schema";

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <exception cref="AgentFault">The file cannot be read, a key is unknown, or a value is out of range.</exception>
    public static LoadedOptions Load(string? file, IDictionary environment, IEnumerable<KeyValuePair<OptionKey, string>> commandLine)
    {
        JsonObject root = Defaults();
        if (file is not null) Lay(ReadFile(file), root);
        var unknown = new List<string>();
        foreach (DictionaryEntry entry in environment)
        {
            string variable = (string)entry.Key;
            if (!variable.StartsWith(OptionKeys.VariablePrefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (OptionKeys.Find(variable) is not { } key) unknown.Add(variable);
            else if (entry.Value is string { Length: > 0 } value) Set(root, key, value);
        }

        foreach ((OptionKey key, string value) in commandLine) Set(root, key, value);
        Complete(root);
        return new LoadedOptions(Validate(Read(root, file)), unknown);
    }

    private static JsonObject ReadFile(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            JsonObject root = JsonNode.Parse(stream, documentOptions: Lenient) as JsonObject
                ?? throw new AgentFault(ExitCode.Usage, $"{file}: the configuration must be a JSON object");
            root.Remove(SchemaKey);
            return root;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.Usage, $"cannot read the configuration {file}: {unreadable.Message}");
        }
        catch (JsonException malformed)
        {
            string what = malformed.LineNumber is { } line ? $"not valid JSON at line {line + 1}" : "a key is there twice";
            throw new AgentFault(ExitCode.Usage, $"{file}: {what}");
        }
    }

    private static JsonObject Defaults() => (JsonObject)JsonSerializer.SerializeToNode(new AgentOptions(), OptionsContext.Default.AgentOptions)!;

    private static void Set(JsonObject root, OptionKey key, string value)
    {
        JsonNode? given = OptionKeys.IsListOfSections(key) ? ParseList(key, value) : value;
        Lay(new JsonObject { [key.Section] = new JsonObject { [key.Property] = given } }, root);
    }

    /// <summary>A list of sections, which an environment variable can give as JSON only.</summary>
    private static JsonNode? ParseList(OptionKey key, string value)
    {
        try
        {
            return JsonNode.Parse(value, documentOptions: Lenient);
        }
        catch (JsonException)
        {
            throw new AgentFault(ExitCode.Usage, $"{key.Path} must be a list in JSON, such as [{{\"Name\": \"gc-pause\"}}]");
        }
    }

    /// <summary>What an item of a list does not say is as in the first item of the default list, which says nothing of its own.</summary>
    private static void Complete(JsonObject root)
    {
        IEnumerable<(string Section, string Key, JsonObject Default)> lists =
            from section in Defaults()
            from option in section.Value as JsonObject ?? []
            let pattern = (option.Value as JsonArray)?.FirstOrDefault() as JsonObject
            where pattern is not null
            select (section.Key, option.Key, pattern);
        foreach ((string section, string key, JsonObject pattern) in lists)
        {
            if ((root[section] as JsonObject)?[key] is not JsonArray given) continue;
            for (int i = 0; i < given.Count; i++)
            {
                if (given[i] is not JsonObject item) throw new AgentFault(ExitCode.Usage, $"{section}.{key}[{i}] has a value of the wrong kind");
                JsonNode whole = pattern.DeepClone();
                Lay(item, (JsonObject)whole);
                given[i] = whole;
            }
        }
    }

    /// <summary>Lays one object over another, in any case of the keys; an unknown key stays in, for the reading to refuse.</summary>
    private static void Lay(JsonObject upper, JsonObject lower)
    {
        foreach ((string name, JsonNode? value) in upper)
        {
            string key = lower.Select(pair => pair.Key).FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) ?? name;
            if (value is JsonObject section && lower[key] is JsonObject under) Lay(section, under);
            else lower[key] = value?.DeepClone();
        }
    }

    private static AgentOptions Read(JsonObject root, string? file)
    {
        try
        {
            return root.Deserialize(OptionsContext.Default.AgentOptions) ?? new AgentOptions();
        }
        catch (JsonException wrong)
        {
            string path = wrong.Path?.TrimStart('$', '.') ?? "";
            bool isUnknown = wrong.Message.Contains("could not be mapped", StringComparison.Ordinal);
            string what = isUnknown ? $"{path} is not an option" : $"{path} has a value of the wrong kind";
            throw new AgentFault(ExitCode.Usage, isUnknown && file is not null ? $"{file}: {what}" : what);
        }
    }

    private static AgentOptions Validate(AgentOptions options)
    {
        ValidateOptionsResult result = new AgentOptionsValidator().Validate(null, options);
        string[] faults = [.. result.Failed ? result.Failures.Select(Sentence) : [], .. PromiseFaults.Of(options.Slo)];
        if (faults.Length == 0) return options;
        throw new AgentFault(ExitCode.Usage, string.Join('\n', faults));
    }

    /// <summary>The validator says "Port: The field AgentOptions.Metrics.Port must be between 1 and 65535."; the second half is the sentence.</summary>
    private static string Sentence(string failure)
    {
        int at = failure.IndexOf(RootName, StringComparison.Ordinal);
        return (at < 0 ? failure : failure[(at + RootName.Length)..]).Replace(" field is", " is", StringComparison.Ordinal).TrimEnd('.');
    }
}

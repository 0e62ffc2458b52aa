namespace GcWatch.Exporters.Tests.Exposition;

/// <summary>One family of a scrape.</summary>
internal sealed record ScrapedFamily(string Name, string Help, string Type)
{
    public List<ScrapedSample> Samples { get; } = [];
}

/// <summary>One line: a series and its value.</summary>
internal sealed record ScrapedSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public string this[string label] => Labels.GetValueOrDefault(label, "");
}

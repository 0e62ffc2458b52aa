using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Image;

/// <summary>The list of what the binary is made of (CycloneDX). eng/check-sbom.sh holds it against the schema.</summary>
public sealed partial class PartsListTests : IDisposable
{
    private const string Application = "gcwatch";

    private readonly IReadOnlyDictionary<string, LayerEntry> layer = BuiltImage.OwnEntries;
    private readonly JsonDocument list;

    public PartsListTests() => list = JsonDocument.Parse(layer["usr/share/sbom/gcwatch.cdx.json"].Content);

    private JsonElement[] Components => [.. list.RootElement.GetProperty("components").EnumerateArray()];

    [Fact]
    public void It_is_of_this_very_binary()
    {
        JsonElement application = list.RootElement.GetProperty("metadata").GetProperty("component");

        Assert.Equal(("CycloneDX", "1.6"), (Text(list.RootElement, "bomFormat"), Text(list.RootElement, "specVersion")));
        Assert.Equal(Application, Text(application, "name"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(layer["usr/local/bin/gcwatch"].Content)), Text(application.GetProperty("hashes")[0], "content"));
    }

    [Fact]
    public void Each_part_has_a_version_a_licence_a_digest_and_an_address() => Assert.All(Components, component =>
    {
        Assert.Equal($"pkg:nuget/{Text(component, "name")}@{Text(component, "version")}", Text(component, "purl"));
        Assert.Matches(Sha512(), Text(component.GetProperty("hashes")[0], "content"));
        Assert.InRange(component.GetProperty("licenses").GetArrayLength(), 1, 1);
    });

    [Fact]
    public void Each_package_that_the_agent_names_is_in_it_at_the_version_that_is_pinned()
    {
        Dictionary<string, string> versions = Components.ToDictionary(component => Text(component, "name"), component => Text(component, "version"));
        Dictionary<string, string> pinned = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")?.Value ?? "", package => package.Attribute("Version")?.Value ?? "");
        string[] named = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(project => XDocument.Load(project).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")?.Value ?? "").Distinct()];

        Assert.NotEmpty(named);
        Assert.All(named, package => Assert.Equal(pinned[package], versions.GetValueOrDefault(package)));
    }

    [Fact]
    public void The_runtime_is_a_part_and_what_only_builds_and_tests_is_not()
    {
        string[] names = [.. Components.Select(component => Text(component, "name"))];

        Assert.Contains(names, name => name.StartsWith("Microsoft.NETCore.App.Runtime.NativeAOT.linux-", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.Contains("Analyzers", StringComparison.Ordinal) || name.Contains("xunit", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_needs_whom_leads_from_the_agent_to_every_part()
    {
        Dictionary<string, string[]> edges = list.RootElement.GetProperty("dependencies").EnumerateArray()
            .ToDictionary(edge => Text(edge, "ref"), edge => edge.GetProperty("dependsOn").EnumerateArray().Select(to => to.GetString() ?? "").ToArray());
        var reached = new HashSet<string> { Application };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out string? part))
        {
            foreach (string next in edges[part].Where(reached.Add)) open.Enqueue(next);
        }

        Assert.Equal(Components.Select(component => Text(component, "bom-ref")).Append(Application).Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));
    }

    public void Dispose() => list.Dispose();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";

    [GeneratedRegex("^[0-9a-f]{128}$")]
    private static partial Regex Sha512();
}

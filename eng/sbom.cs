#:property PublishAot=false
#:property GenerateDocumentationFile=false

// What the native binary is made of, as a CycloneDX 1.6 list: dotnet run eng/sbom.cs -- project.assets.json BINARY OUTPUT
// It reads what was restored, and asks no server. The same packages and the same binary give the same bytes: its time is SOURCE_DATE_EPOCH,
// its serial number a digest. A package whose code the compiler left out altogether is listed all the same.
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(args[0]));
var restored = new RestoredPackages(assets.RootElement);
byte[] digest = SHA256.HashData(File.ReadAllBytes(args[1]));
long epoch = long.Parse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } text ? text : "0", CultureInfo.InvariantCulture);
var list = new JsonObject
{
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["serialNumber"] = $"urn:uuid:{new Guid(digest.AsSpan(0, 16), bigEndian: true)}",
    ["version"] = 1,
    ["metadata"] = new JsonObject
    {
        ["timestamp"] = DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["component"] = new JsonObject
        {
            ["type"] = "application",
            ["bom-ref"] = RestoredPackages.Application,
            ["name"] = RestoredPackages.Application,
            ["version"] = restored.Version,
            ["hashes"] = Hashes("SHA-256", digest),
            ["licenses"] = Licenses("MIT"),
        },
    },
    ["components"] = new JsonArray([.. restored.Packages.Select(Component)]),
    ["dependencies"] = new JsonArray([.. restored.Dependencies.Select(Dependency)]),
};
File.WriteAllText(args[2], list.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");

static JsonNode Component(Package package) => new JsonObject
{
    ["type"] = package.IsRuntime ? "framework" : "library",
    ["bom-ref"] = package.Url,
    ["name"] = package.Name,
    ["version"] = package.Version,
    ["hashes"] = Hashes("SHA-512", package.Sha512),
    ["licenses"] = Licenses(package.License),
    ["purl"] = package.Url,
};

static JsonNode Dependency(KeyValuePair<string, SortedSet<string>> edge) =>
    new JsonObject { ["ref"] = edge.Key, ["dependsOn"] = new JsonArray([.. edge.Value.Select(to => JsonValue.Create(to))]) };

static JsonArray Hashes(string algorithm, byte[] hash) => [new JsonObject { ["alg"] = algorithm, ["content"] = Convert.ToHexStringLower(hash) }];

// An SPDX expression, or a text where the package has none.
static JsonArray Licenses(string license) => license.Contains(' ', StringComparison.Ordinal)
    ? [new JsonObject { ["expression"] = license }]
    : [new JsonObject { ["license"] = new JsonObject { [license.Contains('/', StringComparison.Ordinal) ? "name" : "id"] = license } }];

internal sealed record Package(string Name, string Version, byte[] Sha512, string License, bool IsRuntime)
{
    public string Url => $"pkg:nuget/{Name}@{Version}";
}

/// <summary>The packages with code for the published program, and the runtime that is compiled into it.</summary>
internal sealed class RestoredPackages
{
    public const string Application = "gcwatch";

    private readonly JsonElement assets;
    private readonly Dictionary<string, Package> packages = new(StringComparer.OrdinalIgnoreCase);

    public RestoredPackages(JsonElement assets)
    {
        this.assets = assets;
        foreach (JsonProperty library in Target.EnumerateObject().Where(IsLinked)) Add(library.Name.Split('/'), isRuntime: false);
        foreach (JsonElement download in Framework.GetProperty("downloadDependencies").EnumerateArray())
        {
            string name = download.GetProperty("name").GetString() ?? "";
            if (name.Contains("Runtime.NativeAOT", StringComparison.Ordinal)) Add([name, download.GetProperty("version").GetString()?.Trim('[', ']').Split(',')[0] ?? ""], isRuntime: true);
        }
    }

    public string Version => assets.GetProperty("project").GetProperty("version").GetString() ?? "";

    public IEnumerable<Package> Packages => packages.Values.OrderBy(package => package.Url, StringComparer.Ordinal);

    /// <summary>Who needs whom; the application needs what its own projects name, and the runtime.</summary>
    public SortedDictionary<string, SortedSet<string>> Dependencies
    {
        get
        {
            var edges = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal) { [Application] = new(StringComparer.Ordinal) };
            foreach (Package package in packages.Values) edges[package.Url] = new(StringComparer.Ordinal);
            edges[Application].UnionWith(Framework.GetProperty("dependencies").EnumerateObject().Select(named => named.Name).Where(packages.ContainsKey).Select(UrlOf));
            edges[Application].UnionWith(packages.Values.Where(package => package.IsRuntime).Select(package => package.Url));
            foreach (JsonProperty library in Target.EnumerateObject())
            {
                string name = library.Name.Split('/')[0];
                string from = packages.TryGetValue(name, out Package? package) ? package.Url : Application;
                bool isOurs = library.Value.GetProperty("type").GetString() == "project";
                if ((package is null && !isOurs) || !library.Value.TryGetProperty("dependencies", out JsonElement named)) continue;
                edges[from].UnionWith(named.EnumerateObject().Select(to => to.Name).Where(packages.ContainsKey).Select(UrlOf));
            }

            return edges;
        }
    }

    /// <summary>The graph for one runtime identifier.</summary>
    private JsonElement Target => assets.GetProperty("targets").EnumerateObject().Single(target => target.Name.Contains('/', StringComparison.Ordinal)).Value;

    private JsonElement Framework => assets.GetProperty("project").GetProperty("frameworks").EnumerateObject().Single().Value;

    private string Folder => assets.GetProperty("packageFolders").EnumerateObject().First().Name;

    private static bool IsLinked(JsonProperty library) =>
        library.Value.GetProperty("type").GetString() == "package"
        && library.Value.TryGetProperty("runtime", out JsonElement files)
        && files.EnumerateObject().Any(file => file.Name.EndsWith(".dll", StringComparison.Ordinal));

    private string UrlOf(string name) => packages[name].Url;

    private void Add(string[] nameAndVersion, bool isRuntime)
    {
        (string name, string version) = (nameAndVersion[0], nameAndVersion[1]);
        string folder = Path.Combine(Folder, name.ToLowerInvariant(), version.ToLowerInvariant());
        byte[] hash = Convert.FromBase64String(File.ReadAllText(Directory.GetFiles(folder, "*.nupkg.sha512").Single()));
        packages.Add(name, new Package(name, version, hash, LicenseIn(folder), isRuntime));
    }

    private static string LicenseIn(string folder)
    {
        XElement metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Descendants().First(element => element.Name.LocalName == "metadata");
        string? Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        return Text("license") ?? Text("licenseUrl") ?? "NOASSERTION/none";
    }
}

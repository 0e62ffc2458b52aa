using GcWatch.Agent.Inject;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Inject;

/// <summary>The manifests of the folder Cases, and what inject makes of them.</summary>
internal static class Manifest
{
    public const string Folder = "tests/Agent.Tests/Inject/Cases";

    public static readonly InjectRequest Default = new("gcwatch.example/gcwatch:0.1.0");

    public static readonly InjectRequest Removal = Default with { IsRemoval = true };

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder)).Select(Path.GetFileName).OfType<string>().Where(name => !name.Contains(".injected.", StringComparison.Ordinal)).Order()];

    public static string Read(string name) => File.ReadAllText(Repository.PathOf(Folder, name));

    public static string Injected(string text) => Injection.Of(text, Default).Text;

    public static string Removed(string text) => Injection.Of(text, Removal).Text;
}

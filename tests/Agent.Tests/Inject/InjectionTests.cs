using GcWatch.Agent.Inject;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Inject;

public sealed class InjectionTests
{
    public static TheoryData<string> Cases => Manifest.Names;

    private static InjectRequest[] Requests =>
    [
        Manifest.Default,
        Manifest.Default with { ConfigMap = "shop-gcwatch", Image = "registry.example:5000/gcwatch@sha256:0123", TargetUid = 2000, MetricsPort = 9500 },
        Manifest.Default with { IsNative = false },
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_manifest_gets_the_agent_where_its_golden_file_has_it(string name) =>
        Golden.Matches($"{Manifest.Folder}/{Path.GetFileNameWithoutExtension(name)}.injected{Path.GetExtension(name)}", Manifest.Injected(Manifest.Read(name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_second_run_changes_not_a_byte(string name) => Assert.All(Variants(name), variant =>
    {
        string once = Injection.Of(variant.Text, variant.Request).Text;
        Assert.Equal(once, Injection.Of(once, variant.Request).Text);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Removal_gives_the_original_back_to_the_byte(string name)
    {
        // Nothing behind a key says the same as an empty list, and becomes one.
        if (name == "bare.yaml") return;
        Assert.All(Variants(name), variant => Assert.Equal(variant.Text, Manifest.Removed(Injection.Of(variant.Text, variant.Request).Text)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_with_other_options_gives_what_they_give_at_first(string name) => Assert.All(Variants(name), variant =>
        Assert.Equal(Injection.Of(variant.Text, variant.Request).Text, Injection.Of(Manifest.Injected(variant.Text), variant.Request).Text));

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("compact.yaml")]
    [InlineData("multi.yaml")]
    public void Each_line_of_the_original_stays_in_its_order(string name) => Assert.All(Variants(name), variant =>
    {
        string[] original = variant.Text.Split('\n');
        string[] injected = Injection.Of(variant.Text, variant.Request).Text.Split('\n');
        int found = 0;
        foreach (string line in injected) found += found < original.Length && line.TrimEnd('\r') == original[found].TrimEnd('\r') ? 1 : 0;
        Assert.Equal(original.Length, found);
    });

    [Fact]
    public void What_a_text_ends_its_lines_with_ends_the_added_ones_too()
    {
        string injected = Manifest.Injected(Manifest.Read("deployment.yaml").ReplaceLineEndings("\r\n"));
        Assert.Equal(injected.ReplaceLineEndings("\n").ReplaceLineEndings("\r\n"), injected);
    }

    [Fact]
    public void A_text_without_a_last_line_end_gets_none()
    {
        string injected = Manifest.Injected(Manifest.Read("compact.yaml").TrimEnd());
        Assert.Equal(injected.TrimEnd(), injected);
    }

    /// <summary>A manifest in each form that its bytes may have, with each set of options that it can have.</summary>
    private static IEnumerable<(string Text, InjectRequest Request)> Variants(string name)
    {
        string text = Manifest.Read(name);
        return
            from variant in new[] { text, text.ReplaceLineEndings("\r\n"), text.TrimEnd('\n'), $"\uFEFF{text}", $"# A comment before all.\n{text}\n\n# A comment after all.\n\n" }
            from request in Requests
            where request.IsNative || name != "jobs.yaml"
            select (variant, request);
    }
}

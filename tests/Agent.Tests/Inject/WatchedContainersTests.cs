using GcWatch.Agent.Inject;

namespace GcWatch.Agent.Tests.Inject;

public sealed class WatchedContainersTests
{
    [Fact]
    public void The_container_that_the_annotation_names_is_watched()
    {
        string injected = Manifest.Injected(Manifest.Read("several.yaml"));
        Assert.Contains("containerName: api", injected, StringComparison.Ordinal);
        Assert.DoesNotContain("image: registry.example/proxy:1\n          env", injected, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_containers_are_watched_and_the_limit_is_of_the_first()
    {
        string injected = Injection.Of(Manifest.Read("several.yaml"), Manifest.Default with { Containers = ["proxy", "api"] }).Text;
        Assert.Contains("containerName: proxy", injected, StringComparison.Ordinal);
        Assert.Contains("image: registry.example/proxy:1\n          env", injected, StringComparison.Ordinal);
        Assert.Contains(";/diag/gcwatch.sock,nosuspend", injected, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_choice_leaves_nothing_of_the_first_one()
    {
        string text = Manifest.Read("several.yaml");
        InjectRequest proxy = Manifest.Default with { Containers = ["proxy"] };
        Assert.Equal(Injection.Of(text, proxy).Text, Injection.Of(Manifest.Injected(text), proxy).Text);
    }

    [Fact]
    public void A_pod_without_a_container_of_the_name_stays_as_it_is()
    {
        string text = Manifest.Read("multi.yaml");
        string injected = Injection.Of(text, Manifest.Default with { Containers = ["probe"] }).Text;
        int split = text.LastIndexOf("---", StringComparison.Ordinal);
        Assert.StartsWith(text[..split], injected, StringComparison.Ordinal);
        Assert.Contains("containerName: probe", injected[split..], StringComparison.Ordinal);
    }
}

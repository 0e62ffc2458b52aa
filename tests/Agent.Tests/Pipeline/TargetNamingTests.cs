using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;
using GcWatch.Analysis;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class TargetNamingTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void A_target_that_nothing_is_known_of_is_named_by_its_process() =>
        Assert.Equal(new TargetIdentity("Shop", "", "", "", "Shop-17"), Naming(new IdentityOptions(), Nothing).Name(Shop(17), Nothing));

    [Fact]
    public void Options_win_over_the_agents_environment_and_that_over_the_targets()
    {
        var agent = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "agent's", ["POD_NAME"] = "agent's" };
        var target = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "target's", ["POD_NAME"] = "target's", ["POD_NAMESPACE"] = "target's" };
        TargetIdentity named = Naming(new IdentityOptions { Service = "option" }, agent).Name(Shop(17), target);
        Assert.Equal(("option", "agent's", "target's"), (named.Service, named.Pod, named.Namespace));
    }

    [Fact]
    public void Every_label_can_be_an_option()
    {
        var target = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "x", ["POD_NAME"] = "x", ["POD_NAMESPACE"] = "x", ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=x" };
        var options = new IdentityOptions { Service = "s", Env = "e", Namespace = "n", Pod = "p" };
        Assert.Equal(new TargetIdentity("s", "e", "n", "p", "Shop-17"), Naming(options, Nothing).Name(Shop(17), target));
    }

    [Fact]
    public void The_service_name_wins_over_the_resource_attribute_of_the_same_environment() =>
        Assert.Equal("name", Named("service.name=attribute", ("OTEL_SERVICE_NAME", "name")).Service);

    [Theory]
    [InlineData("service.name=cart", "cart")]
    [InlineData("a=b, service.name = cart ,c=d", "cart")]
    [InlineData("service.name=caf%C3%A9%20%2C%3D", "café ,=")]
    [InlineData("service.name=a=b", "a=b")]
    [InlineData("service.name=first,service.name=second", "first")]
    [InlineData("service.name=100%", "100%")]
    [InlineData("service.name=%zz", "%zz")]
    [InlineData("service.name=", "Shop")]
    [InlineData("service.name", "Shop")]
    [InlineData("SERVICE.NAME=cart", "Shop")]
    [InlineData("=,,;=;,====", "Shop")]
    [InlineData("", "Shop")]
    public void The_service_is_read_from_resource_attributes(string attributes, string service) => Assert.Equal(service, Named(attributes).Service);

    [Theory]
    [InlineData("deployment.environment.name=prod", "prod")]
    [InlineData("deployment.environment=old", "old")]
    [InlineData("deployment.environment=old,deployment.environment.name=prod", "prod")]
    public void The_environment_is_read_under_its_new_and_its_old_name(string attributes, string env) => Assert.Equal(env, Named(attributes).Env);

    [Fact]
    public void Pod_and_namespace_are_read_from_their_variables_first()
    {
        const string Attributes = "k8s.pod.name=a,k8s.namespace.name=b,service.namespace=c";
        Assert.Equal(("a", "b"), (Named(Attributes).Pod, Named(Attributes).Namespace));
        TargetIdentity named = Named(Attributes, ("POD_NAME", "pod"), ("POD_NAMESPACE", "space"));
        Assert.Equal(("pod", "space"), (named.Pod, named.Namespace));
        Assert.Equal("c", Named("service.namespace=c").Namespace);
    }

    [Fact]
    public void An_empty_variable_says_nothing() => Assert.Equal("attribute", Named("service.name=attribute", ("OTEL_SERVICE_NAME", "")).Service);

    [Fact]
    public void Only_the_named_variables_are_asked_for()
    {
        var asked = new HashSet<string>();
        new TargetNaming(new IdentityOptions(), name => asked.Add(name) ? null : null).Name(Shop(17), Nothing);
        Assert.Equal(TargetNaming.Variables.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Twelve_targets_of_one_name_are_told_apart()
    {
        TargetNaming naming = Naming(new IdentityOptions(), Nothing);
        string[] processes = [.. Enumerable.Range(1, 12).Select(pid => naming.Name(Shop(pid), Nothing).Process)];
        Assert.Equal(Enumerable.Range(1, 12).Select(pid => $"Shop-{pid}"), processes);
    }

    [Fact]
    public void Targets_of_one_name_and_pid_are_told_apart_by_their_start()
    {
        TargetNaming naming = Naming(new IdentityOptions(), Nothing);
        string[] processes = [.. Enumerable.Range(0, 12).Select(i => naming.Name(Shop(1, startTime: 5000 + i), Nothing).Process)];
        Assert.Equal("Shop-1", processes[0]);
        Assert.Equal(Enumerable.Range(1, 11).Select(i => $"Shop-1-{5000 + i}"), processes[1..]);
    }

    [Fact]
    public void A_name_is_free_again_after_its_target()
    {
        TargetNaming naming = Naming(new IdentityOptions(), Nothing);
        TargetIdentity first = naming.Name(Shop(1, startTime: 5000), Nothing);
        naming.Release(first);
        Assert.Equal("Shop-1", naming.Name(Shop(1, startTime: 6000), Nothing).Process);
    }

    private static TargetIdentity Named(string attributes, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var target = new Dictionary<string, string> { ["OTEL_RESOURCE_ATTRIBUTES"] = attributes };
        foreach ((string name, string value) in more) target.Add(name, value);
        return Naming(new IdentityOptions(), Nothing).Name(Shop(17), target);
    }

    private static TargetNaming Naming(IdentityOptions options, Dictionary<string, string> agent) => new(options, name => agent.GetValueOrDefault(name));

    private static Target Shop(int pid, long startTime = 4711) =>
        new(new ProcessKey(pid, startTime), "Shop", new SocketEndpoint("/tmp/socket"), new RuntimeIdentity(pid, Guid.Empty, "dotnet Shop.dll", "Shop", "10.0.12"));
}

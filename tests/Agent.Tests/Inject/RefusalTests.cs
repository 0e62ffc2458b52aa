using GcWatch.Agent.Inject;

namespace GcWatch.Agent.Tests.Inject;

/// <summary>What cannot be changed with certainty is refused in one sentence; what would go wrong later is told.</summary>
public sealed class RefusalTests
{
    private const string Head = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n";

    [Theory]
    [InlineData("line 5: not valid YAML: ", "spec:\n\tcontainers: []")]
    [InlineData("a Helm template must be rendered first", "spec:\n  {{- include \"x\" . | nindent 2 }}\n  containers: []")]
    [InlineData("a Helm template must be rendered first", "spec:\n  containers:\n  - name: a\n    image: {{ .Values.image }}")]
    [InlineData("Pod p: containers is the alias *c: write it out first", "x: &c []\nspec:\n  containers: *c")]
    [InlineData("spec of Pod p is written elsewhere (an alias or a merge key): write it out first", "x: &c {}\nspec: *c")]
    [InlineData("Pod p: env may come from a merge key (<<): write it out first", "x: &c {env: []}\nspec:\n  containers:\n  - <<: *c\n    name: a")]
    [InlineData("Pod p: what would be changed is used in other places too, as *c: write it out first", "spec:\n  containers:\n  - &c\n    name: a\nx: *c")]
    [InlineData("Pod p: what would be changed is used in other places too, as *e: write it out first", "spec:\n  containers:\n  - name: a\n    env: &e\n    - name: b\n  - name: b\n    env: *e")]
    [InlineData("Pod p: containers is there twice in one mapping", "spec:\n  containers:\n  - name: a\n  containers:\n  - name: b")]
    [InlineData("Pod p: volumes is no list", "spec:\n  containers:\n  - name: a\n  volumes: null")]
    [InlineData("Pod p: one of the containers is an alias, or none at all: write it out first", "spec:\n  containers:\n  - a")]
    [InlineData("Pod p: has a container gcwatch that is not from gcwatch inject", "spec:\n  containers:\n  - name: gcwatch")]
    [InlineData("Pod p: container a mounts something at /diag: mount it elsewhere", "spec:\n  containers:\n  - name: a\n    volumeMounts:\n    - {name: x, mountPath: /diag/}")]
    [InlineData("Pod p: container a has DOTNET_DiagnosticPorts from elsewhere: add /diag/gcwatch.sock,nosuspend to it there", "spec:\n  containers:\n  - name: a\n    env:\n    - name: DOTNET_DiagnosticPorts\n      valueFrom: {configMapKeyRef: {name: x, key: y}}")]
    public void What_cannot_be_changed_with_certainty_is_refused(string sentence, string rest)
    {
        ManifestFault fault = Assert.Throws<ManifestFault>(() => Manifest.Injected(Head + rest));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_job_is_refused_an_ordinary_container_which_would_never_let_it_end() =>
        Assert.Throws<ManifestFault>(() => Injection.Of(Manifest.Read("jobs.yaml"), Manifest.Default with { IsNative = false }));

    [Fact]
    public void A_text_nested_without_end_is_refused() => Assert.Throws<ManifestFault>(() => Manifest.Injected(new string('[', 100_000)));

    [Theory]
    [InlineData("nothing is added: the input has no pod with a container", "kind: Service")]
    [InlineData("nothing is added: the input has no pod with a container", "spec: {}")]
    [InlineData("Pod p has 2 containers; a is watched, the first (--container names another)", "spec: {containers: [{name: a}, {name: b}]}")]
    [InlineData("Pod p: DOTNET_EnableDiagnostics=0 in container a keeps the agent out: take it away", "spec: {containers: [{name: a, env: [{name: DOTNET_EnableDiagnostics, value: '0'}]}]}")]
    [InlineData("Pod p: container a has port 9464, which the agent would serve on: give it another with --metrics-port", "spec: {containers: [{name: a, ports: [{containerPort: 9464}]}]}")]
    public void What_would_surprise_is_told(string note, string rest) =>
        Assert.Equal(note, Assert.Single(Injection.Of(rest.StartsWith("kind", StringComparison.Ordinal) ? rest : Head + rest, Manifest.Default).Notes));

    [Fact]
    public void An_ordinary_pod_is_changed_without_a_word() => Assert.Empty(Injection.Of(Manifest.Read("deployment.yaml"), Manifest.Default).Notes);
}

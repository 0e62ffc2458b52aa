using GcWatch.Agent.Inject;

namespace GcWatch.Agent.Tests.Inject;

public sealed class DocumentTextTests
{
    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", "a: 1\n¦---\nb: 2\n")]
    [InlineData("---\r\na: 1\r\n--- # why\r\nb: 2", "---\r\na: 1\r\n¦--- # why\r\nb: 2")]
    [InlineData("a: 1\n...\n%YAML 1.2\n# so\n---\nb: 2\n---\n", "a: 1\n...\n%YAML 1.2\n# so\n---\nb: 2\n¦---\n")]
    [InlineData("a: |\n  ---\n ---\nb: ----\n----\n", "a: |\n  ---\n ---\nb: ----\n----\n")]
    [InlineData("", "")]
    public void A_stream_is_cut_where_a_document_begins(string stream, string parts) =>
        Assert.Equal(parts.Split('¦'), DocumentText.Split(stream).Select(document => document.Text));

    [Fact]
    public void A_fault_is_told_with_its_line_in_the_whole_stream() => Assert.Equal(
        "line 7: a key is no text; a Helm template must be rendered first: helm template … | gcwatch inject",
        Assert.Throws<ManifestFault>(() => Manifest.Injected("---\na: 1\n---\nb:\n- |\n  c\n- d: {{ e }}\n")).Message);
}

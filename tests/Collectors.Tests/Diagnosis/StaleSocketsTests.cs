using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Collectors.Tests.Diagnosis;

public sealed class StaleSocketsTests
{
    [Fact]
    public void A_few_are_removed_by_their_names() =>
        Assert.Equal("rm '/tmp/a b' '/tmp/c'", StaleSockets.Removal(["/tmp/a b", "/tmp/c"]));

    [Fact]
    public void Many_are_removed_where_the_kernel_does_not_serve_them()
    {
        string[] paths = [.. Enumerable.Range(1, 20).Select(pid => $"/tmp/dotnet-diagnostic-{pid}-1-socket"), "/scratch/dotnet-diagnostic-1-1-socket"];

        Assert.StartsWith(
            "for s in /tmp/dotnet-diagnostic-*-socket /scratch/dotnet-diagnostic-*-socket; do grep -q \"${s##*/}$\" /proc/net/unix || rm \"$s\"; done",
            StaleSockets.Removal(paths),
            StringComparison.Ordinal);
    }
}

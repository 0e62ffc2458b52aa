using GcWatch.Agent.Allocs;
using GcWatch.Agent.Baselines;
using GcWatch.Agent.HeapAudit;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.HeapTypes;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests;

/// <summary>Whatever the agent writes of a process's inside is for its own user only, under any umask that lets the user read it.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder folder = new();

    private string Path => folder.PathOf("file");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_census_is_for_its_owner_only()
    {
        CensusFile.Write(Path, new SavedCensus("shop", 1, new DatedCensus(DateTimeOffset.UnixEpoch, new HeapCensus([]))));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task A_profile_is_for_its_owner_only()
    {
        await ProfileFile.WriteAsync(Path, stream => stream.WriteByte(0));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_snapshot_of_baselines_is_for_its_owner_only()
    {
        new SnapshotFile(Path).Write(new BaselineSnapshot(new ServiceKey("shop", "shop", "prod"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, []));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task A_file_that_is_there_keeps_the_permissions_that_somebody_gave_it()
    {
        const UnixFileMode shared = OwnerOnly | UnixFileMode.GroupRead;
        await File.WriteAllTextAsync(Path, "long and old");
        File.SetUnixFileMode(Path, shared);
        await ProfileFile.WriteAsync(Path, stream => stream.WriteByte((byte)'n'));
        Assert.Equal((shared, "n"), (File.GetUnixFileMode(Path), await File.ReadAllTextAsync(Path)));
    }
}

using System.Formats.Tar;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Image;

/// <summary>What is in the image, and how large it is.</summary>
public sealed class LayerTests
{
    private const int AgentUser = 1654;
    private const long MostOwnBytes = 8_000_000;
    private const long MostOwnBytesUnderGzip = 8_600_000;
    private const long MostBytes = 15_000_000;

    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "busybox", "zsh", "apt-get", "dpkg", "apk", "perl", "python3", "curl", "wget"];

    /// <summary>As docs/image.md has it pushed, with zstd; under gzip the bar of 8 MB is missed by a little.</summary>
    [Fact]
    public async Task What_is_added_to_the_base_is_at_most_8_MB_and_the_whole_15_MB_compressed()
    {
        long own = await SumAsync(BuiltImage.OwnLayers, "zstd -19");
        long zipped = await SumAsync(BuiltImage.OwnLayers, "gzip -9n");
        long all = zipped + await SumAsync(BuiltImage.Layers.Take(BuiltImage.BaseLayers), "gzip -9n");
        TestContext.Current.SendDiagnosticMessage("own layers {0} bytes under zstd, {1} under gzip, all {2}", own, zipped, all);

        Assert.InRange(own, 1, MostOwnBytes);
        Assert.InRange(zipped, 1, MostOwnBytesUnderGzip);
        Assert.InRange(all, zipped, MostBytes);
    }

    [Fact]
    public void What_is_added_is_the_binary_its_licence_the_list_of_its_parts_and_two_folders_of_its_user()
    {
        IReadOnlyDictionary<string, LayerEntry> entries = BuiltImage.OwnEntries;

        Assert.Equal(
            ["usr/local/bin/gcwatch", "usr/share/doc/gcwatch/LICENSE", "usr/share/sbom/gcwatch.cdx.json"],
            entries.Where(entry => entry.Value.Type == TarEntryType.RegularFile).Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["diag", "var/lib/gcwatch"],
            entries.Where(entry => entry.Value.User == AgentUser).Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.True(entry.Value.User is 0 or AgentUser, entry.Key));
    }

    /// <summary>A change of nothing but the time of the build must give the same layer.</summary>
    [Fact]
    public void Everything_in_it_has_the_time_that_the_build_was_told() =>
        Assert.All(BuiltImage.OwnEntries, entry => Assert.Equal(DateTimeOffset.UnixEpoch, entry.Value.Modified));

    [Fact]
    public void Nothing_in_any_layer_is_a_shell_or_a_package_manager() =>
        Assert.All(BuiltImage.Layers.SelectMany(layer => BuiltImage.EntriesOf(layer).Keys), name => Assert.DoesNotContain(Path.GetFileName(name), Shells));

    [Fact]
    public void The_binary_may_be_changed_by_root_alone_and_started_by_all()
    {
        LayerEntry binary = BuiltImage.OwnEntries["usr/local/bin/gcwatch"];

        Assert.Equal((0, Convert.ToInt32("755", 8)), (binary.User, (int)binary.Mode));
    }

    [Fact]
    public async Task A_shell_cannot_be_started_in_it()
    {
        FinishedProcess shell = await Podman.TryAsync("run", "--rm", "--network", "none", "--entrypoint", "/bin/sh", BuiltImage.Name, "-c", "true");

        Assert.NotEqual(0, shell.ExitCode);
        Assert.Contains("/bin/sh", shell.ErrorText, StringComparison.Ordinal);
    }

    private static async Task<long> SumAsync(IEnumerable<ImageLayer> layers, string compressor) =>
        (await Task.WhenAll(layers.Select(layer => layer.BytesUnderAsync(compressor)))).Sum();
}

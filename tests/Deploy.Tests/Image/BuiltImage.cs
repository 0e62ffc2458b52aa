using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Image;

/// <summary>The image that eng/build-image.sh has built by the Dockerfile, and its layers as they would be pushed.</summary>
internal static class BuiltImage
{
    public const string Name = "localhost/gcwatch:test";

    /// <summary>What the stand-in for the base image has, as its maker imports it.</summary>
    public const int BaseLayers = 1;

    private static readonly Lazy<string> Layout = new(() =>
        Path.GetDirectoryName(Parts.RequireFile(Repository.PathOf("artifacts", "image", "index.json"), "eng/build-image.sh")) ?? "");

    private static readonly Lazy<IReadOnlyList<ImageLayer>> AllLayers = new(ReadLayers);

    /// <summary>All layers, the base's first.</summary>
    public static IReadOnlyList<ImageLayer> Layers => AllLayers.Value;

    /// <summary>Those that the Dockerfile adds to its base.</summary>
    public static IReadOnlyList<ImageLayer> OwnLayers => [.. Layers.Skip(BaseLayers)];

    /// <summary>What these have, by name.</summary>
    public static IReadOnlyDictionary<string, LayerEntry> OwnEntries =>
        OwnLayers.SelectMany(EntriesOf).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Last().Value, StringComparer.Ordinal);

    /// <summary>What is in a layer, by the names in it.</summary>
    public static IReadOnlyDictionary<string, LayerEntry> EntriesOf(ImageLayer layer)
    {
        using FileStream file = File.OpenRead(layer.Path);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(plain);
        var entries = new Dictionary<string, LayerEntry>(StringComparer.Ordinal);
        while (archive.GetNextEntry(copyData: true) is { } entry) entries[entry.Name.TrimEnd('/')] = LayerEntry.Of(entry);
        return entries;
    }

    private static ImageLayer[] ReadLayers()
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Layout.Value, "index.json")));
        string manifest = index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString() ?? "";
        using JsonDocument layers = JsonDocument.Parse(File.ReadAllBytes(BlobOf(manifest)));
        return [.. layers.RootElement.GetProperty("layers").EnumerateArray().Select(layer =>
            new ImageLayer(BlobOf(layer.GetProperty("digest").GetString() ?? "")))];
    }

    private static string BlobOf(string digest) => Path.Combine([Layout.Value, "blobs", .. digest.Split(':')]);
}

/// <summary>A layer as it is pushed.</summary>
/// <param name="Path">Where the compressed archive is.</param>
internal sealed record ImageLayer(string Path)
{
    /// <summary>Its size under a compressor, whatever it is pushed with: podman 4.3 by itself gives 10 % more than gzip -9.</summary>
    public async Task<long> BytesUnderAsync(string compressor)
    {
        await using ChildProcess child = ChildProcess.Start(["sh", "-c", $"gzip -dc \"$1\" | {compressor} | wc -c", "sh", Path]);
        FinishedProcess finished = await child.FinishAsync(TimeSpan.FromMinutes(1));
        return long.Parse(finished.OutputText, CultureInfo.InvariantCulture);
    }
}

/// <summary>A file or folder of a layer.</summary>
internal sealed record LayerEntry(TarEntryType Type, int User, UnixFileMode Mode, DateTimeOffset Modified, byte[] Content)
{
    public static LayerEntry Of(TarEntry entry)
    {
        using var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        return new LayerEntry(entry.EntryType, entry.Uid, entry.Mode, entry.ModificationTime, content.ToArray());
    }
}

using System.Globalization;

namespace GcWatch.Lab.Heaps;

/// <summary>
/// Work like a request to a service: a cache look-up, then strings, a dictionary, a list and buffers that die with the request,
/// together about 12 KB; now and then a large buffer. For one thread.
/// </summary>
internal sealed class RequestMix
{
    private const int CacheEntryBytes = 4_000;
    private const int HeaderCount = 8;
    private const int LineCount = 16;
    private const int LargeBufferBytes = 250_000;
    private const int RequestsPerLargeBuffer = 5_000;

    private static readonly string[] HeaderNames = [.. Enumerable.Range(0, HeaderCount).Select(index => $"x-header-{index}")];

    private readonly Random random = new(17);
    private readonly LruCache cache;
    private readonly int keys;
    private byte[] largeBuffer = [];
    private long served;

    /// <param name="cacheBytes">What the cache holds when full.</param>
    /// <param name="hitShare">The share of the look-ups that a full cache answers, more than 0 and at most 1.</param>
    public RequestMix(long cacheBytes, double hitShare)
    {
        int capacity = (int)(cacheBytes / CacheEntryBytes);
        cache = new LruCache(capacity);
        keys = (int)(capacity / hitShare);
    }

    /// <returns>A number that depends on all that was made, so that none of it is optimised away.</returns>
    public long Serve()
    {
        int key = random.Next(keys);
        byte[] record = cache.GetOrAdd(key, NewCacheEntry);
        if (++served % RequestsPerLargeBuffer == 0)
        {
            largeBuffer = new byte[LargeBufferBytes];
        }

        Dictionary<string, string> headers = ReadHeaders(key);
        List<string> lines = ReadLines(key);
        byte[] body = new byte[random.Next(2_000, 10_000)];
        string answer = string.Concat(lines);
        return headers.Count + answer.Length + body.Length + record.Length + largeBuffer.Length;
    }

    private static byte[] NewCacheEntry() => Payload.NewArray(CacheEntryBytes);

    private static Dictionary<string, string> ReadHeaders(int key)
    {
        Dictionary<string, string> headers = [];
        for (int index = 0; index < HeaderCount; index++)
        {
            headers[HeaderNames[index]] = string.Create(CultureInfo.InvariantCulture, $"value-{index}-of-{key}");
        }

        return headers;
    }

    private static List<string> ReadLines(int key)
    {
        List<string> lines = [];
        for (int index = 0; index < LineCount; index++)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"order {key} line {index} quantity {index * 3};"));
        }

        return lines;
    }
}

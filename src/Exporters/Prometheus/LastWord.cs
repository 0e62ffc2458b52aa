using System.Threading.Channels;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// OpenTelemetry's exporter gives the series of a disposed meter out once more, at the scrape after (1.20.1). There an ended target must
/// be gone, and a successor of the same name would be in it twice: so that scrape is made here, at once, and thrown away. One task; ends
/// that come while it is at work are served together.
/// </summary>
internal sealed class LastWord : IDisposable
{
    private readonly Channel<bool> wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Uri url;
    private int heard;

    public LastWord(Uri url)
    {
        this.url = url;
        TargetMeter.Ended += Want;
        _ = HearAsync();
    }

    /// <summary>How often an end was dealt with.</summary>
    public int Heard => Volatile.Read(ref heard);

    public void Dispose()
    {
        TargetMeter.Ended -= Want;
        wanted.Writer.TryComplete();
        client.Dispose();
    }

    private void Want() => wanted.Writer.TryWrite(true);

    private async Task HearAsync()
    {
        await foreach (bool _ in wanted.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                using HttpResponseMessage scrape = await client.GetAsync(url).ConfigureAwait(false);
            }
            catch (Exception unheard) when (unheard is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                // Then a real scrape hears it, once.
            }

            Interlocked.Increment(ref heard);
        }
    }
}

using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Serving;

/// <summary>Answers /metrics, and counts how that went.</summary>
internal sealed class ScrapeRoute(ScrapeShare scrapes, ScrapeCounts counts, TimeProvider time)
{
    public async Task AnswerAsync(RequestHead request, HttpConnection client)
    {
        long began = time.GetTimestamp();
        bool isServed = false;
        try
        {
            ExpositionFormat format = ExpositionFormats.Accepted(request["Accept"]);
            using Rendering rendering = await scrapes.TakeAsync(format).ConfigureAwait(false);
            await SendAsync(request, client, format, rendering).ConfigureAwait(false);
            counts.Served(time.GetElapsedTime(began), rendering.Length);
            isServed = true;
        }
        catch (InvalidOperationException failed) when (failed is not ObjectDisposedException)
        {
            await client.WriteAsync(HttpAnswer.OfOneLine(request, "500 Internal Server Error", failed.Message)).ConfigureAwait(false);
        }
        finally
        {
            if (!isServed) counts.Aborted();
        }
    }

    private static async Task SendAsync(RequestHead request, HttpConnection client, ExpositionFormat format, Rendering rendering)
    {
        rendering.Abandoned += client.Abort;
        if (rendering.IsAbandoned) client.Abort();
        await client.WriteAsync(HttpAnswer.Head(request, "200 OK", format.ContentType(), rendering.Length)).ConfigureAwait(false);
        if (request.Method != "HEAD")
        {
            foreach (ReadOnlyMemory<byte> chunk in rendering.Chunks) await client.WriteAsync(chunk).ConfigureAwait(false);
        }

        rendering.Abandoned -= client.Abort;
    }
}

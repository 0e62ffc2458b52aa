using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GcWatch.Exporters.Delivery;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>
/// Posts alerts to one Alertmanager, by its API v2 (POST /api/v2/alerts: 200, or 400 and 500 with a text). Called by one loop.
/// </summary>
internal sealed class AlertmanagerReceiver(Uri address, HttpClient client, AlertText text, NotificationCounts counts, TimeProvider time)
    : IReceiver<DirectAlert>
{
    /// <summary>What is kept of an answer: a log line has no room for a page.</summary>
    private const int MostReason = 200;

    private readonly Uri alerts = new($"{address.AbsoluteUri.TrimEnd('/')}/api/v2/alerts");

    /// <summary>When each alert began that it knows of: the same again has no latency.</summary>
    private readonly Dictionary<AlertKey, DateTimeOffset> known = [];

    public string Name => address.AbsoluteUri;

    public async Task<DeliveryOutcome> DeliverAsync(IReadOnlyList<DirectAlert> batch, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes([.. batch.Select(text.Write)], AlertmanagerJson.Default.PostableAlertArray));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage answer = await client.PostAsync(alerts, content, cancellationToken).ConfigureAwait(false);
            DeliveryOutcome outcome = await JudgeAsync(answer, cancellationToken).ConfigureAwait(false);
            if (outcome is DeliveryOutcome.Accepted) Note(batch);
            return outcome;
        }
        catch (HttpRequestException unreachable)
        {
            return new DeliveryOutcome.Unavailable(unreachable.Message, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Unavailable($"no answer within {client.Timeout.TotalSeconds:0.#} s", null);
        }
    }

    private async Task<DeliveryOutcome> JudgeAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.IsSuccessStatusCode) return new DeliveryOutcome.Accepted();
        string body = await answer.Content.ReadAsStringAsync(stop).ConfigureAwait(false);
        string reason = $"{(int)answer.StatusCode} {body.ReplaceLineEndings(" ").Trim()}";
        if (reason.Length > MostReason) reason = reason[..MostReason];
        bool isPassing = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)answer.StatusCode >= 500;
        return isPassing ? new DeliveryOutcome.Unavailable(reason, Wish(answer.Headers.RetryAfter)) : new DeliveryOutcome.Refused(reason);
    }

    /// <summary>A number of seconds or a date (RFC 9110, 10.2.3).</summary>
    private TimeSpan? Wish(RetryConditionHeaderValue? retryAfter) => retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow());

    private void Note(IReadOnlyList<DirectAlert> batch)
    {
        foreach (DirectAlert alert in batch)
        {
            if (!alert.IsFiring)
            {
                known.Remove(alert.Key);
                continue;
            }

            if (known.TryGetValue(alert.Key, out DateTimeOffset since) && since == alert.StartsAt) continue;
            known[alert.Key] = alert.StartsAt;
            counts.Record(time.GetElapsedTime(alert.TrueAt));
        }
    }
}

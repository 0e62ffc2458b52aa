using System.Globalization;
using System.Text;
using System.Text.Json;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Servers;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>
/// The query API of Prometheus (prometheus.io/docs/prometheus/latest/querying/api), as far as this project asks it. Whole answers only: one
/// that may be partial is refused, since what is missing would look like what was never there.
/// </summary>
public sealed class PrometheusApi : IDisposable
{
    /// <summary>Points of a series in one request: Prometheus refuses more than 11,000.</summary>
    public const int MostPoints = 1_000;

    /// <summary>An answer is some 300 KB for a month of a service.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>What is kept of a complaint: a line has no room for a page.</summary>
    private const int MostReason = 200;

    private readonly HttpClient client;
    private readonly TimeSpan timeout;
    private readonly string address;

    /// <param name="url">Before /api/v1.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="section">Where the options are in the configuration, for messages.</param>
    /// <exception cref="ServerAccessException">The authorities cannot be read.</exception>
    public PrometheusApi(Uri url, PrometheusHistoryOptions options, string section)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(options);
        timeout = options.Timeout;
        // Without a user's name and password: it is part of messages.
        address = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        client = ServerClient.Create(new ServerAccess(section, options.Timeout, options.BearerTokenFile, options.CaFile));
        if (options.Tenant is not null) client.DefaultRequestHeaders.Add("X-Scope-OrgID", options.Tenant);
    }

    /// <summary>The values at each step of a span of any length, in as many requests as it takes.</summary>
    /// <param name="query">PromQL.</param>
    /// <param name="first">The first moment, a multiple of <paramref name="step"/> since 1970: some servers round to that by themselves.</param>
    /// <param name="last">Not after this moment.</param>
    /// <param name="step">From one value to the next, in whole seconds.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BaselineHistoryException">There is no whole answer.</exception>
    public async Task<IReadOnlyList<PrometheusSeries>> QueryAsync(string query, DateTimeOffset first, DateTimeOffset last, TimeSpan step, CancellationToken cancellation)
    {
        var all = new List<PrometheusSeries>();
        TimeSpan stride = step * MostPoints;
        for (DateTimeOffset from = first; from <= last; from += stride)
        {
            DateTimeOffset until = from + stride - step < last ? from + stride - step : last;
            string path = string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={from.ToUnixTimeSeconds()}&end={until.ToUnixTimeSeconds()}&step={step.TotalSeconds:0}");
            all.AddRange(await AskAsync(new Uri(address + path), cancellation).ConfigureAwait(false));
        }

        return all;
    }

    public void Dispose() => client.Dispose();

    private async Task<IReadOnlyList<PrometheusSeries>> AskAsync(Uri question, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using HttpResponseMessage response = await client.GetAsync(question, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            await using Stream body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            await using var bounded = new BoundedStream(body, MostBytes);
            if (!response.IsSuccessStatusCode) throw Fault($"answers {(int)response.StatusCode}: {await ComplaintAsync(bounded, limit.Token).ConfigureAwait(false)}");
            return Judge(await JsonSerializer.DeserializeAsync(bounded, PrometheusJson.Default.PrometheusAnswer, limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"has not answered within {timeout.TotalSeconds:0.#} s"), late);
        }
        catch (JsonException garbled)
        {
            throw Fault("answers what is no JSON of the Prometheus query API", garbled);
        }
        catch (InvalidDataException endless)
        {
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"answers more than {MostBytes >> 20} MB"), endless);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException)
        {
            throw Fault($"cannot be asked: {Short(unreachable.Message)}", unreachable);
        }
    }

    private IReadOnlyList<PrometheusSeries> Judge(PrometheusAnswer? answer) => answer switch
    {
        { Status: "error" } => throw Fault($"answers an error: {Short($"{answer.ErrorType} {answer.Error}")}"),
        { Status: not "success" } or null => throw Fault("answers what is no JSON of the Prometheus query API"),
        { IsPartial: true } => throw Fault("answers in part only"),
        { Warnings: [var warning, ..] } => throw Fault($"answers with a warning, and so perhaps in part only: {Short(warning)}"),
        { Data.Result: { } result } => [.. result.Select(series => new PrometheusSeries(series.Metric ?? [], series.Values ?? []))],
        _ => throw Fault("answers what is no JSON of the Prometheus query API"),
    };

    /// <summary>Prometheus says why in JSON; a proxy before it in anything.</summary>
    private static async Task<string> ComplaintAsync(Stream body, CancellationToken cancellation)
    {
        byte[] head = new byte[4096];
        int length = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        try
        {
            PrometheusAnswer? answer = JsonSerializer.Deserialize(head.AsSpan(0, length), PrometheusJson.Default.PrometheusAnswer);
            if (answer?.Error is { } error) return Short($"{answer.ErrorType} {error}");
        }
        catch (JsonException)
        {
            // The text is shown as it is.
        }

        return Short(Encoding.UTF8.GetString(head, 0, length));
    }

    private static string Short(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        return line.Length > MostReason ? line[..MostReason] : line;
    }

    private BaselineHistoryException Fault(string what, Exception? cause = null) => new($"{address} {what}", cause);
}

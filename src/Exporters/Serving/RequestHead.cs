using System.Globalization;
using System.Text;

namespace GcWatch.Exporters.Serving;

/// <summary>As much of an HTTP/1 request as matters here (RFC 9112): there are no bodies, and few headers of interest.</summary>
internal sealed record RequestHead(string Method, string Path, bool IsHttp10, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A body is not read: what follows it could not be told from a request.</summary>
    public bool KeepsAlive => !HasBody && (IsHttp10 ? Has("Connection", "keep-alive") : !Has("Connection", "close"));

    private bool HasBody => Headers.ContainsKey("Transfer-Encoding") || Headers.GetValueOrDefault("Content-Length", "0") != "0";

    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <returns>Null where it is no HTTP/1 request.</returns>
    public static RequestHead? Parse(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [var request, .. var fields] || request.Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"]) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string field in fields)
        {
            int colon = field.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) return null;
            string name = field[..colon];
            string value = field[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? former) ? string.Create(CultureInfo.InvariantCulture, $"{former}, {value}") : value;
        }

        return new RequestHead(method, PathOf(target), request.EndsWith('0'), headers);
    }

    /// <summary>The path without query, of a target in origin form; a trailing slash does not matter.</summary>
    private static string PathOf(string target)
    {
        string path = target.Split('?', 2)[0];
        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    private bool Has(string header, string token) =>
        this[header]?.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase) == true;
}

using System.Globalization;

namespace GcWatch.Exporters.Serving;

/// <summary>The first lines of an answer, and answers of one line.</summary>
internal static class HttpAnswer
{
    private const string PlainText = "text/plain; charset=utf-8";

    public static string Head(RequestHead? request, string status, string contentType, long length, string further = "")
    {
        string connection = request is { KeepsAlive: true } ? "keep-alive" : "close";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\nConnection: {connection}\r\n{further}\r\n");
    }

    /// <param name="request">What is answered; null where it could not be understood.</param>
    /// <param name="status">Code and phrase.</param>
    /// <param name="line">The body, in ASCII.</param>
    /// <param name="further">Further header lines, each with its end.</param>
    public static string OfOneLine(RequestHead? request, string status, string line, string further = "")
    {
        string body = new string([.. line.Select(letter => letter is >= ' ' and <= '~' ? letter : '?')]) + "\n";
        return Head(request, status, PlainText, body.Length, further) + (request?.Method == "HEAD" ? "" : body);
    }
}

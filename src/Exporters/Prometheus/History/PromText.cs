using System.Text;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>Pieces of PromQL.</summary>
public static class PromText
{
    /// <summary>A text as PromQL quotes it: a backslash, a quote, and what would end the line.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("\"");
        foreach (char next in text)
        {
            quoted.Append(next switch { '\\' => "\\\\", '"' => "\\\"", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\0' => "\\x00", _ => next.ToString() });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A service and no other: an empty text matches where the label is missing, which is what is meant.</summary>
    public static string Matchers(ServiceKey service) =>
        $"namespace={Quoted(service.Namespace)}, service={Quoted(service.Service)}, env={Quoted(service.Env)}";
}

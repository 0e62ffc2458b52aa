using System.Buffers;
using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GcWatch.Exporters.Prometheus;

/// <summary>Writes the series of a metric: labels in OpenTelemetry's order, by name, and then the constant <c>agent</c>.</summary>
internal sealed class SeriesText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\"\n");

    /// <summary>The labels of the point at hand: a histogram has them on each of its lines.</summary>
    private readonly ArrayBufferWriter<byte> labels = new(512);

    public void Write(ScrapeText text, FamilyText family, ExpositionFormat format, Metric metric)
    {
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            SetLabels(point.Tags);
            if (family.Kind == MetricKind.Histogram) WriteHistogram(text, family, format, in point);
            else WriteLine(text, family, ""u8, family.Kind == MetricKind.Counter ? point.GetSumDouble() : point.GetGaugeLastValueDouble());
        }
    }

    private void WriteHistogram(ScrapeText text, FamilyText family, ExpositionFormat format, ref readonly MetricPoint point)
    {
        long count = 0;
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            WriteStart(text, family, "_bucket"u8);
            text.Append(",le=\""u8);
            WriteBound(text, bucket.ExplicitBound, format);
            text.Append("\"} "u8);
            text.Append(count);
            text.Append("\n"u8);
        }

        WriteLine(text, family, "_sum"u8, point.GetHistogramSum());
        WriteLine(text, family, "_count"u8, point.GetHistogramCount());
    }

    private void WriteLine(ScrapeText text, FamilyText family, ReadOnlySpan<byte> suffix, double value)
    {
        WriteStart(text, family, suffix);
        text.Append("} "u8);
        text.Append(value);
        text.Append("\n"u8);
    }

    private void WriteStart(ScrapeText text, FamilyText family, ReadOnlySpan<byte> suffix)
    {
        text.Append(family.Name.Span);
        text.Append(suffix);
        text.Append("{"u8);
        text.Append(labels.WrittenSpan);
    }

    /// <summary>OpenMetrics wants a bound to look like a floating-point number.</summary>
    private static void WriteBound(ScrapeText text, double bound, ExpositionFormat format)
    {
        text.Append(bound);
        if (format == ExpositionFormat.OpenMetrics && double.IsInteger(bound)) text.Append(".0"u8);
    }

    private void SetLabels(ReadOnlyTagCollection tags)
    {
        labels.ResetWrittenCount();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            AppendUtf8(tag.Key);
            labels.Write("=\""u8);
            AppendEscaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
            labels.Write("\","u8);
        }

        labels.Write("agent=\"gcwatch\""u8);
    }

    private void AppendUtf8(string value) => Encoding.UTF8.GetBytes(value, labels);

    private void AppendEscaped(string value)
    {
        if (value.AsSpan().ContainsAny(Escaped)) value = Escape(value);
        AppendUtf8(value);
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}

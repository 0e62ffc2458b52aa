using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GcWatch.Exporters.Prometheus.History;

/// <summary>A series as it was asked for.</summary>
/// <param name="Labels">What it is.</param>
/// <param name="Points">Oldest first; a step without a value is left out.</param>
public sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<PrometheusPoint> Points);

/// <summary>A value at a moment.</summary>
/// <param name="At">Seconds since 1970.</param>
/// <param name="Value">It may be NaN or infinite.</param>
[JsonConverter(typeof(PrometheusPointConverter))]
public readonly record struct PrometheusPoint(double At, double Value);

/// <summary>The envelope of every answer; <c>isPartial</c> is VictoriaMetrics' own word.</summary>
internal sealed record PrometheusAnswer(
    string? Status, string? ErrorType, string? Error, IReadOnlyList<string>? Warnings, bool? IsPartial, PrometheusResult? Data);

internal sealed record PrometheusResult(IReadOnlyList<MatrixSeries>? Result);

internal sealed record MatrixSeries(Dictionary<string, string>? Metric, IReadOnlyList<PrometheusPoint>? Values);

/// <summary>A value is <c>[1435781430.781, "0.25"]</c>: a text, so that NaN and Inf can be said.</summary>
internal sealed class PrometheusPointConverter : JsonConverter<PrometheusPoint>
{
    public override PrometheusPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        Require(reader.Read() && reader.TokenType == JsonTokenType.Number);
        double at = reader.GetDouble();
        Require(reader.Read() && reader.TokenType == JsonTokenType.String);
        double value = Parse(reader.GetString());
        Require(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return new PrometheusPoint(at, value);
    }

    public override void Write(Utf8JsonWriter writer, PrometheusPoint value, JsonSerializerOptions options) =>
        throw new NotSupportedException("answers are read only");

    private static double Parse(string? text) => text switch
    {
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw new JsonException(),
    };

    private static void Require(bool holds)
    {
        if (!holds) throw new JsonException();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrometheusAnswer))]
internal sealed partial class PrometheusJson : JsonSerializerContext;

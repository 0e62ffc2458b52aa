using System.Globalization;
using System.Text;
using System.Text.Json;
using GcWatch.Analysis.Pools;

namespace GcWatch.Agent.Pools;

/// <summary>The account of the pools, for programs: schema 1 (docs/pools.md).</summary>
internal static class PoolJson
{
    private const int Schema = 1;

    public static string Text(PoolReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("name", report.Name);
            json.WriteNumber("pid", report.Pid);
            json.WriteNumber("seconds", report.Audit.Over.TotalSeconds);
            json.WriteNumber("lostEvents", report.Audit.LostEvents);
            json.WriteBoolean("whole", report.Audit.IsWhole);
            json.WriteBoolean("enoughData", report.Audit.HasEnoughData);
            json.WriteStartArray("findings");
            foreach (PoolFinding finding in report.Audit.Findings) Write(json, finding);
            json.WriteEndArray();
            json.WriteStartArray("buckets");
            foreach (PoolBucket bucket in report.Audit.Buckets) Write(json, bucket, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, PoolFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("finding", finding.Name);
        json.WriteString("pool", Pool(finding.Bucket));
        json.WriteNumber("elements", finding.Bucket.Length);
        json.WriteString("sentence", PoolText.Sentence(finding));
        json.WriteString("advice", finding.Advice);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PoolBucket bucket, PoolReport report)
    {
        json.WriteStartObject();
        json.WriteString("pool", Pool(bucket));
        json.WriteNumber("elements", bucket.Length);
        json.WriteNumber("rented", bucket.Rented);
        json.WriteNumber("returned", bucket.Returned);
        json.WriteNumber("returnedFromBefore", bucket.ReturnedFromBefore);
        json.WriteNumber("missed", bucket.Missed);
        json.WriteNumber("tooLong", bucket.TooLong);
        json.WriteNumber("trimmed", bucket.Trimmed);
        json.WriteNumber("dropped", bucket.Dropped);
        json.WriteNumber("outstanding", bucket.Outstanding);
        json.WriteStartArray("outstandingByQuarter");
        foreach (int count in bucket.OutstandingByQuarter) json.WriteNumberValue(count);
        json.WriteEndArray();
        if (bucket.Oldest is { } oldest) json.WriteNumber("oldestSeconds", oldest.TotalSeconds);
        json.WriteStartArray("rentedIn");
        foreach (RentingMethod method in report.MethodsOf(bucket)) Write(json, method);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RentingMethod method)
    {
        json.WriteStartObject();
        json.WriteString("method", method.Method);
        json.WriteNumber("outstanding", method.Outstanding);
        json.WriteEndObject();
    }

    private static string Pool(PoolBucket bucket) => bucket.Pool.ToString("x8", CultureInfo.InvariantCulture);
}

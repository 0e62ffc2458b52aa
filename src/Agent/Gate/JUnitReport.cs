using System.Globalization;
using System.Text;
using System.Xml;

namespace GcWatch.Agent.Gate;

/// <summary>A verdict as JUnit XML, the form that CI servers read: a test case for each line of the budget, and one for the watch itself.</summary>
internal static class JUnitReport
{
    private const string Suite = "gcwatch.budget";

    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Bytes(GateVerdict verdict)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings)) Write(xml, verdict);
        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, GateVerdict verdict)
    {
        VerdictLine[] limits = verdict.HasBudget ? [.. verdict.Lines] : [];
        int failures = limits.Count(line => line.IsBroken) + (verdict.Faults.Count > 0 ? 1 : 0);
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Suite);
        Number(xml, "tests", limits.Length + 1);
        Number(xml, "failures", failures);
        Number(xml, "errors", 0);
        Number(xml, "skipped", 0);
        WriteCase(xml, "Watched", verdict.Faults.Count > 0 ? string.Join('\n', verdict.Faults) : null);
        foreach (VerdictLine line in limits) WriteCase(xml, line.Measure.Key, line.IsBroken ? line.Sentence() : null);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string name, string? failure)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Suite);
        xml.WriteAttributeString("name", name);
        Number(xml, "time", 0);
        if (failure is not null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Clean(failure));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A process's name may hold what XML may not.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "?" : rune.ToString()));
}

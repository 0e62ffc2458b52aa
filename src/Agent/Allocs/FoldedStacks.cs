using System.Globalization;
using System.Text;
using GcWatch.Analysis.Allocations;

namespace GcWatch.Agent.Allocs;

/// <summary>
/// Stacks as flame graph tools take them: a line for each, outermost method first, semicolons between, then the bytes. The type stands last, in
/// brackets after its cause.
/// </summary>
internal static class FoldedStacks
{
    public static void Write(Stream stream, AllocationBreakdown breakdown)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (StackFigure stack in breakdown.Stacks)
        {
            foreach (string frame in stack.Frames.Reverse()) writer.Write(Clean(frame) + ";");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stack.Cause.Label()} [{Clean(stack.TypeName)}] {stack.Sum.Bytes:0}"));
        }
    }

    private static string Clean(string name) => name.Replace(';', ',').ReplaceLineEndings(" ");
}

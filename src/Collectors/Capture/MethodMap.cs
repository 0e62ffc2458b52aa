using System.Collections.Immutable;
using GcWatch.Analysis.Allocations;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Which method's code is at an address: what the runtime tells of methods as they are compiled, and at the end of the session, in its rundown,
/// of every one that is there (provider Microsoft-Windows-DotNETRuntimeRundown). Bounded. Filled on the reader's thread, read after it.
/// </summary>
internal sealed class MethodMap
{
    private const int MostMethods = 400_000;

    private readonly List<Method> methods = [];
    private readonly Dictionary<ulong, string> names = [];
    private bool isSorted;

    public MethodMap(EventPipeEventSource source)
    {
        source.Clr.MethodLoadVerbose += Take;
        new ClrRundownTraceEventParser(source).MethodDCStopVerbose += Take;
    }

    public int Count => methods.Count;

    /// <summary>Namespace, type and method, such as <c>Shop.Basket+Line.Add</c>; <see cref="StackFrames.Unknown"/> for native code.</summary>
    public ImmutableArray<string> Frames(ReadOnlySpan<ulong> addresses)
    {
        var frames = ImmutableArray.CreateBuilder<string>(addresses.Length);
        foreach (ulong address in addresses) frames.Add(NameAt(address));
        return frames.MoveToImmutable();
    }

    private string NameAt(ulong address)
    {
        Sort();
        int index = methods.BinarySearch(new Method(address, 0, "", ""), Method.ByStart);
        if (index < 0) index = ~index - 1;
        if (index < 0 || address - methods[index].Start >= methods[index].Size) return StackFrames.Unknown;
        Method method = methods[index];
        if (!names.TryGetValue(method.Start, out string? name)) names.Add(method.Start, name = $"{method.Type}.{method.Name}");
        return name;
    }

    private void Sort()
    {
        if (isSorted) return;
        methods.Sort(Method.ByStart);
        isSorted = true;
    }

    private void Take(MethodLoadUnloadVerboseTraceData data)
    {
        if (methods.Count >= MostMethods) return;
        methods.Add(new Method(data.MethodStartAddress, (uint)data.MethodSize, string.Intern(data.MethodNamespace), data.MethodName));
        isSorted = false;
    }

    private readonly record struct Method(ulong Start, uint Size, string Type, string Name)
    {
        public static readonly Comparer<Method> ByStart = Comparer<Method>.Create((left, right) => left.Start.CompareTo(right.Start));
    }
}

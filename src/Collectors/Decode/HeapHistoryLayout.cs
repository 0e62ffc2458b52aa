using System.Buffers.Binary;
using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// The generations in GCPerHeapHistory. TraceEvent makes two objects for each generation, which is half of what decoding a collection
/// costs: the one layout that 64-bit runtimes send (version 3) is read in place, any other through TraceEvent. The two are compared in a
/// test. Runs on the reader's thread.
/// </summary>
internal sealed class HeapHistoryLayout
{
    /// <summary>Where the generations begin: 2 + 6 × 8 + 4 × 4 bytes of figures for the heap, 4 × 4 more, and the count of generations.</summary>
    private const int GenerationsAt = 86;

    private const int FieldsPerGeneration = 10;
    private const int GenerationLength = FieldsPerGeneration * sizeof(long);

    private static readonly Gens[] InOrder = [Gens.Gen0, Gens.Gen1, Gens.Gen2, Gens.GenLargeObj, Gens.GenPinObj];

    private readonly byte[] buffer = new byte[GcGenerations.Count * GenerationLength];

    /// <summary>The shortest payload that holds all five generations.</summary>
    public static int ShortestPayload(int pointerSize) => pointerSize == 8 ? 486 : 286;

    public ImmutableArray<HeapGeneration> Read(GCPerHeapHistoryTraceData data)
    {
        if (data.PointerSize != sizeof(long) || data.Version != 3) return ReadThroughTraceEvent(data);
        data.EventData(buffer, 0, GenerationsAt, buffer.Length);
        ImmutableArray<HeapGeneration>.Builder generations = ImmutableArray.CreateBuilder<HeapGeneration>(GcGenerations.Count);
        for (int i = 0; i < GcGenerations.Count; i++) generations.Add(Read(buffer.AsSpan(i * GenerationLength, GenerationLength)));
        return generations.MoveToImmutable();
    }

    internal static ImmutableArray<HeapGeneration> ReadThroughTraceEvent(GCPerHeapHistoryTraceData data) =>
        [.. InOrder.Select(generation => ReadThroughTraceEvent(data.GenData(generation)))];

    /// <summary>
    /// Size, free list and free objects before; the same after; in; pinned and other survivors; budget (dotnet/runtime
    /// src/coreclr/gc/gcrecord.h, <c>gc_generation_data</c>).
    /// </summary>
    private static HeapGeneration Read(ReadOnlySpan<byte> fields)
    {
        return new HeapGeneration(
            Field(fields, 0), Field(fields, 1) + Field(fields, 2), Field(fields, 3), Field(fields, 4) + Field(fields, 5),
            Field(fields, 7) + Field(fields, 8), Field(fields, 9))
        {
            PinnedSurvived = Field(fields, 7),
        };

        static long Field(ReadOnlySpan<byte> fields, int index) => BinaryPrimitives.ReadInt64LittleEndian(fields[(index * sizeof(long))..]);
    }

    private static HeapGeneration ReadThroughTraceEvent(GCPerHeapHistoryGenData figures) => new(
        figures.SizeBefore, figures.FreeListSpaceBefore + figures.FreeObjSpaceBefore,
        figures.SizeAfter, figures.Fragmentation, figures.Out, figures.Budget)
    {
        PinnedSurvived = figures.PinnedSurv,
    };
}

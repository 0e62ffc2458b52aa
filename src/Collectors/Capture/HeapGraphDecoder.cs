using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// What a heap walk says of who refers to whom. Layouts: GCBulkEdge, GCBulkRootEdge, GCBulkRootConditionalWeakTableElementEdge and GCBulkRootStaticVar in
/// dotnet/runtime src/coreclr/vm/ClrEtwAll.man. Runs on the reader's thread.
/// </summary>
internal sealed class HeapGraphDecoder
{
    private readonly ReferenceGraph graph;
    private int nextEdges;

    public HeapGraphDecoder(ClrTraceEventParser clr, ReferenceGraph graph)
    {
        this.graph = graph;
        clr.GCBulkEdge += data => AddReferences(PayloadReader.Of(data));
        clr.GCBulkRootEdge += data => AddRoots(PayloadReader.Of(data));
        clr.GCBulkRootStaticVar += data => AddStatics(PayloadReader.Of(data));
        clr.GCBulkRootConditionalWeakTableElementEdge += data => AddDependents(PayloadReader.Of(data));
    }

    /// <summary>False if an event of references is missing, or any is shorter than its count.</summary>
    public bool IsGapless { get; private set; } = true;

    /// <summary>For each reference: what it refers to, and the number of its field.</summary>
    private void AddReferences(PayloadReader payload)
    {
        (int number, int count) = payload.ReadBulkHead();
        IsGapless &= number == nextEdges++;
        for (; count > 0 && !payload.IsCut; count--)
        {
            ulong target = payload.ReadPointer();
            payload.ReadInt32();
            if (!payload.IsCut) graph.AddReference(target);
        }

        IsGapless &= !payload.IsCut;
    }

    /// <summary>For each root: the object, its kind, its flags, its id.</summary>
    private void AddRoots(PayloadReader payload)
    {
        for (int count = payload.ReadBulkHead().Count; count > 0 && !payload.IsCut; count--)
        {
            ulong address = payload.ReadPointer();
            var kind = (GCRootKind)payload.ReadByte();
            var flags = (GCRootFlags)payload.ReadInt32();
            payload.ReadPointer();
            if (!payload.IsCut && (flags & GCRootFlags.WeakRef) == 0) graph.AddRoot(address, Root(kind, flags));
        }

        IsGapless &= !payload.IsCut;
    }

    /// <summary>For each entry of a ConditionalWeakTable: key, value, the root's id.</summary>
    private void AddDependents(PayloadReader payload)
    {
        for (int count = payload.ReadBulkHead().Count; count > 0 && !payload.IsCut; count--)
        {
            (ulong key, ulong value) = (payload.ReadPointer(), payload.ReadPointer());
            payload.ReadPointer();
            if (!payload.IsCut) graph.AddDependent(key, value);
        }

        IsGapless &= !payload.IsCut;
    }

    /// <summary>Count, domain, runtime; for each field: the root's id, object, type, flags, name.</summary>
    private void AddStatics(PayloadReader payload)
    {
        int count = payload.ReadInt32();
        payload.ReadUInt64();
        payload.ReadUInt16();
        for (; count > 0 && !payload.IsCut; count--)
        {
            payload.ReadUInt64();
            ulong address = payload.ReadUInt64();
            payload.ReadUInt64();
            var flags = (GCRootStaticVarFlags)payload.ReadInt32();
            string field = payload.ReadText();
            if (!payload.IsCut) graph.AddRoot(address, new HeapRoot.StaticField(field, (flags & GCRootStaticVarFlags.ThreadLocal) != 0));
        }

        IsGapless &= !payload.IsCut;
    }

    private static HeapRoot Root(GCRootKind kind, GCRootFlags flags) => kind switch
    {
        GCRootKind.Stack => new HeapRoot.LocalVariable(),
        GCRootKind.Finalizer => new HeapRoot.Finalization(),
        GCRootKind.Handle => new HeapRoot.Handle((flags & GCRootFlags.Pinning) != 0),
        _ => new HeapRoot.Other(),
    };
}

using GcWatch.Analysis.Gc;
using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// The events of a heap walk, which the runtime sends between the start and the end of a gen2 collection that it was told to do. Each kind
/// of bulk event is numbered from 0: a gap is a loss, also where the runtime counts none. Runs on the reader's thread.
/// </summary>
internal sealed class HeapWalkDecoder
{
    private readonly HeapWalk walk;
    private readonly Dictionary<int, TimeSpan> suspendedAt = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int nextNodes;
    private int nextEdges;
    private bool isCycleOver;

    public HeapWalkDecoder(EventPipeEventSource source, HeapWalk walk)
    {
        this.walk = walk;
        ClrTraceEventParser clr = source.Clr;
        clr.GCSuspendEEStart += data => Suspend(data, WireEnums.SuspensionReason((int)data.Reason));
        clr.TypeBulkType += Describe;
        clr.GCBulkNode += Visit;
        clr.GCStop += _ => isCycleOver |= walk.Objects > 0;
        clr.GCRestartEEStop += Restart;
        if (walk.Graph is { } graph) Subscribe(clr, graph);
    }

    /// <summary>Completes when the process runs again after its walk.</summary>
    public Task Over => over.Task;

    public TimeSpan Pause { get; private set; }

    /// <summary>False if a bulk event is missing.</summary>
    public bool IsGapless { get; private set; } = true;

    private void Subscribe(ClrTraceEventParser clr, ReferenceGraph graph)
    {
        clr.GCBulkEdge += data =>
        {
            IsGapless &= data.Index == nextEdges++;
            for (int i = 0; i < data.Count; i++) graph.AddReference(data.Values(i).Target);
        };
        clr.GCBulkRootEdge += data => AddRoots(data, graph);
        clr.GCBulkRootStaticVar += data =>
        {
            for (int i = 0; i < data.Count; i++) AddStatic(data.Values(i), graph);
        };
        clr.GCBulkRootConditionalWeakTableElementEdge += data =>
        {
            for (int i = 0; i < data.Count; i++) graph.AddDependent(data.Values(i).GCKeyNodeID, data.Values(i).GCValueNodeID);
        };
    }

    private void Suspend(TraceEvent data, SuspensionReason reason)
    {
        if (reason.IsGc()) suspendedAt[data.ThreadID] = GcEventDecoder.At(data);
    }

    private void Describe(GCBulkTypeTraceData data)
    {
        for (int i = 0; i < data.Count; i++)
        {
            GCBulkTypeValues type = data.Values(i);
            ulong[] parameters = new ulong[type.TypeParameterCount];
            for (int p = 0; p < parameters.Length; p++) parameters[p] = type.TypeParameterID(p);
            walk.Describe(type.TypeID, new RuntimeType(type.TypeName, type.ModuleID, (type.Flags & TypeFlags.Array) != 0, parameters));
        }
    }

    private void Visit(GCBulkNodeTraceData data)
    {
        IsGapless &= data.Index == nextNodes++;
        for (int i = 0; i < data.Count; i++)
        {
            GCBulkNodeValues node = data.Values(i);
            walk.Visit(node.Address, node.TypeID, (long)node.Size, (int)node.EdgeCount);
        }
    }

    private void Restart(TraceEvent data)
    {
        bool isKnown = suspendedAt.Remove(data.ThreadID, out TimeSpan began);
        if (!isCycleOver || over.Task.IsCompleted) return;
        if (isKnown) Pause = GcEventDecoder.At(data) - began;
        over.SetResult();
    }

    private static void AddRoots(GCBulkRootEdgeTraceData data, ReferenceGraph graph)
    {
        for (int i = 0; i < data.Count; i++)
        {
            GCBulkRootEdgeValues root = data.Values(i);
            if ((root.GCRootFlag & GCRootFlags.WeakRef) == 0) graph.AddRoot(root.RootedNodeAddress, Kind(root));
        }
    }

    private static void AddStatic(GCBulkRootStaticVarValues field, ReferenceGraph graph) =>
        graph.AddRoot(field.ObjectID, new HeapRoot.StaticField(field.FieldName, (field.Flags & GCRootStaticVarFlags.ThreadLocal) != 0));

    private static HeapRoot Kind(GCBulkRootEdgeValues root) => root.GCRootKind switch
    {
        GCRootKind.Stack => new HeapRoot.LocalVariable(),
        GCRootKind.Finalizer => new HeapRoot.Finalization(),
        GCRootKind.Handle => new HeapRoot.Handle((root.GCRootFlag & GCRootFlags.Pinning) != 0),
        _ => new HeapRoot.Other(),
    };
}

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
    /// <summary>An object has at most as many as an array has elements.</summary>
    private const ulong MostReferences = int.MaxValue;

    private readonly HeapWalk walk;
    private readonly Dictionary<int, TimeSpan> suspendedAt = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HeapGraphDecoder? graph;
    private int nextNodes;
    private bool isGapless = true;
    private bool isCycleOver;

    public HeapWalkDecoder(EventPipeEventSource source, HeapWalk walk)
    {
        this.walk = walk;
        ClrTraceEventParser clr = source.Clr;
        clr.GCSuspendEEStart += data =>
        {
            if (data.EventDataLength >= sizeof(int)) Suspend(data, WireEnums.SuspensionReason((int)data.Reason));
        };
        clr.TypeBulkType += data => Describe(PayloadReader.Of(data));
        clr.GCBulkNode += data => Visit(PayloadReader.Of(data));
        clr.GCStop += _ => isCycleOver |= walk.Objects > 0;
        clr.GCRestartEEStop += Restart;
        if (walk.Graph is { } references) graph = new HeapGraphDecoder(clr, references);
    }

    /// <summary>Completes when the process runs again after its walk.</summary>
    public Task Over => over.Task;

    public TimeSpan Pause { get; private set; }

    /// <summary>False if a bulk event is missing, or shorter than its count.</summary>
    public bool IsGapless => isGapless && graph is not { IsGapless: false };

    private void Suspend(TraceEvent data, SuspensionReason reason)
    {
        if (reason.IsGc()) suspendedAt[data.ThreadID] = GcEventDecoder.At(data);
    }

    /// <summary>Count, runtime; for each type: id, module, number of its name, flags, element type, name, count of parameters, their ids.</summary>
    private void Describe(PayloadReader payload)
    {
        int count = payload.ReadInt32();
        payload.ReadUInt16();
        for (; count > 0 && !payload.IsCut; count--)
        {
            (ulong id, ulong module) = (payload.ReadUInt64(), payload.ReadUInt64());
            payload.ReadInt32();
            var flags = (TypeFlags)payload.ReadInt32();
            payload.ReadByte();
            string name = payload.ReadText();
            var parameters = new List<ulong>();
            for (int left = payload.ReadInt32(); left > 0 && !payload.IsCut; left--) parameters.Add(payload.ReadUInt64());
            if (!payload.IsCut) walk.Describe(id, new RuntimeType(name, module, (flags & TypeFlags.Array) != 0, [.. parameters]));
        }

        isGapless &= !payload.IsCut;
    }

    /// <summary>For each object: address, size, type, count of references.</summary>
    private void Visit(PayloadReader payload)
    {
        (int number, int count) = payload.ReadBulkHead();
        isGapless &= number == nextNodes++;
        for (; count > 0 && !payload.IsCut; count--)
        {
            (ulong address, ulong size, ulong type, ulong references) = (payload.ReadPointer(), payload.ReadUInt64(), payload.ReadUInt64(), payload.ReadUInt64());
            if (!payload.IsCut) walk.Visit(address, type, (long)size, (int)Math.Min(references, MostReferences));
        }

        isGapless &= !payload.IsCut;
    }

    private void Restart(TraceEvent data)
    {
        bool isKnown = suspendedAt.Remove(data.ThreadID, out TimeSpan began);
        if (!isCycleOver || over.Task.IsCompleted) return;
        if (isKnown) Pause = GcEventDecoder.At(data) - began;
        over.SetResult();
    }
}

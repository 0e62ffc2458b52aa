using System.Collections.Immutable;
using System.Diagnostics.Tracing;
using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Capture;

/// <summary>How to sample.</summary>
/// <param name="Duration">For how long.</param>
public sealed record SamplingSettings(TimeSpan Duration)
{
    /// <summary>Whether each sample is to bring its stack, and the runtime to name all its methods at the end.</summary>
    public bool HasStacks { get; init; }

    /// <summary>Whether the runtime is not to name its methods at the end of the sampling, but later: see <see cref="SampledAllocations.NameMethodsAsync"/>.</summary>
    public bool NamesLater { get; init; }

    /// <summary>Called once the session is open, and nothing that is allocated from here on is missed.</summary>
    public Action? Opened { get; init; }
}

/// <summary>What was sampled: the sums, the stacks' names, and how the capture ended.</summary>
public sealed class SampledAllocations
{
    private readonly StackTable stacks;
    private MethodMap? methods;

    internal SampledAllocations(AllocationTally tally, StackTable stacks, MethodMap? methods, CaptureEnd end)
    {
        Tally = tally;
        End = end;
        this.stacks = stacks;
        this.methods = methods;
    }

    public AllocationTally Tally { get; }

    public CaptureEnd End { get; }

    /// <summary>How many methods the runtime has named; 0 where it was not asked, or its rundown did not come.</summary>
    public int MethodCount => methods?.Count ?? 0;

    /// <summary>
    /// Has the runtime name its methods now, in a session of its own, for a target that was not to do so while it was watched. Where it cannot, stacks
    /// stay empty.
    /// </summary>
    public async Task NameMethodsAsync(Target target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        CaptureOpening opening = await CaptureSession.OpenAsync(target, AllocationSampler.NamingPlan, cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return;
        await using (session.ConfigureAwait(false))
        {
            var named = new MethodMap(session.Source);
            await session.RunAsync(TimeSpan.Zero, enough: null, cancellation).ConfigureAwait(false);
            methods = named;
        }
    }

    /// <summary>By cause, type and place. Looks up the types that are new, and blocks while files are read.</summary>
    public AllocationBreakdown BreakDown(TargetTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        types.Learn(Tally.TypeNames);
        return AllocationBreakdown.Of(Tally, End.Duration, new CauseClassifier(types), Frames);
    }

    /// <summary>The method names of a stack, innermost first; empty for -1.</summary>
    public ImmutableArray<string> Frames(int stack) => stack < 0 || methods is null ? [] : methods.Frames(stacks[stack]);
}

/// <summary>Either what was sampled or the reason why nothing could be.</summary>
public sealed record SamplingResult(SampledAllocations? Allocations, AttachFailure? Failure);

/// <summary>
/// Samples the allocations of one target for a while: <c>AllocationSampled</c> where the runtime has it, from .NET 10 on, else <c>AllocationTick</c>.
/// Both bring about one event for each 100 KB.
/// </summary>
public static class AllocationSampler
{
    private const ulong SampledKeyword = 0x80000000000;
    private const ulong GcKeyword = 0x1;

    private const int FirstWithSampled = 10;

    /// <summary>Nothing but the names of all methods, at its end.</summary>
    internal static CapturePlan NamingPlan { get; } = new(CapturePlan.Methods)
    {
        Rundown = CapturePlan.SymbolRundown,
        StopPatience = CapturePlan.NamingPatience,
    };

    public static async Task<SamplingResult> SampleAsync(Target target, SamplingSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        AllocationSampling sampling = SamplingOf(target.Runtime);
        CaptureOpening opening = await CaptureSession.OpenAsync(target, PlanFor(sampling, settings), cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return new SamplingResult(null, opening.Failure);
        await using (session.ConfigureAwait(false))
        {
            var tally = new AllocationTally(sampling);
            var stacks = new StackTable();
            MethodMap? methods = IsNaming(settings) ? new MethodMap(session.Source) : null;
            var misses = new PoolMisses(session.Source, tally);
            Subscribe(session.Source.Clr, misses, settings.HasStacks ? data => stacks.NumberOf(EventStack.Of(data)) : _ => StackTable.None);
            settings.Opened?.Invoke();
            CaptureEnd end = await session.RunAsync(settings.Duration, enough: null, cancellation).ConfigureAwait(false);
            misses.Finish();
            return new SamplingResult(new SampledAllocations(tally, stacks, methods, end), null);
        }
    }

    /// <summary>Which way this runtime samples.</summary>
    public static AllocationSampling SamplingOf(RuntimeIdentity runtime)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        return runtime.MajorVersion >= FirstWithSampled ? AllocationSampling.Random : AllocationSampling.Ticks;
    }

    private static CapturePlan PlanFor(AllocationSampling sampling, SamplingSettings settings)
    {
        ulong methods = IsNaming(settings) ? CapturePlan.MethodKeywords : 0;
        SessionProvider provider = sampling == AllocationSampling.Random
            ? new SessionProvider(SessionPlan.RuntimeProvider, SampledKeyword | methods, EventLevel.Informational, null)
            : new SessionProvider(SessionPlan.RuntimeProvider, GcKeyword | methods, EventLevel.Verbose, null);
        return new CapturePlan(provider, PoolMisses.Provider)
        {
            HasStacks = settings.HasStacks,
            Rundown = IsNaming(settings) ? CapturePlan.SymbolRundown : 0,
            StopPatience = IsNaming(settings) ? CapturePlan.NamingPatience : TimeSpan.FromSeconds(2),
        };
    }

    private static bool IsNaming(SamplingSettings settings) => settings is { HasStacks: true, NamesLater: false };

    private static void Subscribe(ClrTraceEventParser clr, PoolMisses misses, Func<TraceEvent, int> stackOf)
    {
        clr.AllocationSampling += data =>
        {
            long size = data.ObjectSize;
            if (size > 0) misses.Take(new AllocationSample(data.TypeName, HeapOf(data.AllocationKind), stackOf(data), SampleWeight.Random(size)), data, size);
        };
        clr.GCAllocationTick += data =>
        {
            long amount = data.AllocationAmount64;
            long size = SizeOf(data);
            if (amount > 0) misses.Take(new AllocationSample(data.TypeName, HeapOf(data.AllocationKind), stackOf(data), SampleWeight.Tick(size, amount)), data, size);
        };
    }

    /// <summary>Ticks before version 4 (.NET 7 and older) do not tell the size.</summary>
    private static long SizeOf(GCAllocationTickTraceData data) => data.Version >= 4 && data.ObjectSize > 0 ? data.ObjectSize : data.AllocationAmount64;

    private static AllocationHeap HeapOf(GCAllocationKind kind) => (int)kind switch
    {
        0 => AllocationHeap.Small,
        1 => AllocationHeap.Large,
        2 => AllocationHeap.Pinned,
        _ => AllocationHeap.Unknown,
    };
}

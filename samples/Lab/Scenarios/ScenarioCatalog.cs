using GcWatch.Lab.Scenarios.Beyond;
using GcWatch.Lab.Scenarios.Boxing;
using GcWatch.Lab.Scenarios.Closures;
using GcWatch.Lab.Scenarios.Escape;
using GcWatch.Lab.Scenarios.Pools;

namespace GcWatch.Lab.Scenarios;

/// <summary>Every scenario, named explicitly.</summary>
internal static class ScenarioCatalog
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        LoopClosure.Scenario,
        NestedClosure.Scenario,
        KeptClosure.Scenario,
        ObjectParameter.Scenario,
        InterfaceParameter.Scenario,
        ParamsArray.Scenario,
        OldCollections.Scenario,
        InterfaceEnumerator.Scenario,
        EnumKey.Scenario,
        StructKey.Scenario,
        UnreturnedBuffer.Scenario,
        OverflowingBucket.Scenario,
        UseAfterReturn.Scenario,
        DoubleReturn.Scenario,
        DirtyPool.Scenario,
        OversizedPool.Scenario,
        FalseSharing.Scenario,
        WorkBuffer.Scenario,
        EventHandlers.Scenario,
        FinalizerBacklog.Scenario,
        LargeArrays.Scenario,
        PinnedBuffers.Scenario,
        CollectCalls.Scenario,
        AsyncLayers.Scenario,
        HotLinq.Scenario,
        EscapeForeach.Scenario,
        .. EscapeObjects.Scenarios,
    ];

    public static IEnumerable<IWorkload> Workloads =>
        All.SelectMany(scenario => scenario.Variants.Select(variant => new ScenarioWorkload(scenario, variant)));
}

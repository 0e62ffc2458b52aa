using GcWatch.Analysis.Gc;

namespace GcWatch.Collectors.Decode;

/// <summary>Wire numbers to our own enums; a number that we do not know becomes Unknown (a generation: gen2, the safe reading).</summary>
internal static class WireEnums
{
    public static SuspensionReason SuspensionReason(int wire) =>
        wire is >= (int)Analysis.Gc.SuspensionReason.Other and <= (int)Analysis.Gc.SuspensionReason.ForDebuggerSweep
            ? (SuspensionReason)wire
            : Analysis.Gc.SuspensionReason.Unknown;

    public static GcReason Reason(int wire) =>
        wire is >= (int)GcReason.AllocSmall and <= (int)GcReason.InducedAggressive ? (GcReason)wire : GcReason.Unknown;

    public static GcCycleType CycleType(int wire) =>
        wire is >= (int)GcCycleType.NonConcurrent and <= (int)GcCycleType.Foreground ? (GcCycleType)wire : GcCycleType.Unknown;

    public static GcGeneration Generation(int wire) => wire is >= 0 and <= 2 ? (GcGeneration)wire : GcGeneration.Gen2;
}

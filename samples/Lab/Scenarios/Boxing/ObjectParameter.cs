using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>An operation records 16 readings.</summary>
internal static class ObjectParameter
{
    private const int Readings = 16;

    public static Scenario Scenario { get; } = new("boxing-object", "boxing", "Passes numbers to a parameter of type object.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a primitive type, which only a box can be",
        Cause = Causes.Boxing,
        Bad = () => new Untyped(),
        Repaired = () => new Typed(),
    };

    private sealed class Untyped : IOperation
    {
        private object? last;

        public void Operate()
        {
            for (int reading = 0; reading < Readings; reading++) Record(reading);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Record(object reading) => last = reading.Equals(last) ? null : reading;
    }

    private sealed class Typed : IOperation
    {
        private int? last;

        public void Operate()
        {
            for (int reading = 0; reading < Readings; reading++) Record(reading, ref last);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Record<T>(T reading, ref T? last)
            where T : struct => last = EqualityComparer<T?>.Default.Equals(reading, last) ? null : reading;
    }
}

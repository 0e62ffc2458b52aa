using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>An operation writes 8 audit entries of three numbers each.</summary>
internal static class ParamsArray
{
    private const int Entries = 8;

    public static Scenario Scenario { get; } = new("boxing-params", "boxing", "Calls a method with params object[]: an array for each call, and a box for each number in it.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of primitive types, and of System.Object[] beside them",
        Cause = Causes.Boxing,
        OtherCauses = [Causes.Array],
        Bad = () => new Params(),
        Repaired = () => new Overloads(),
    };

    private sealed class Params : IOperation
    {
        private int audited;

        public void Operate()
        {
            for (int entry = 0; entry < Entries; entry++) audited += Audit("{0} of {1} at {2}", entry, Entries, audited);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Audit(string form, params object[] values)
        {
            int hash = form.Length;
            foreach (object value in values) hash = (hash * 31) + value.GetHashCode();
            return hash;
        }
    }

    private sealed class Overloads : IOperation
    {
        private int audited;

        public void Operate()
        {
            for (int entry = 0; entry < Entries; entry++) audited += Audit("{0} of {1} at {2}", entry, Entries, audited);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Audit<T1, T2, T3>(string form, T1 first, T2 second, T3 third)
            where T1 : struct
            where T2 : struct
            where T3 : struct =>
            (((((form.Length * 31) + first.GetHashCode()) * 31) + second.GetHashCode()) * 31) + third.GetHashCode();
    }
}

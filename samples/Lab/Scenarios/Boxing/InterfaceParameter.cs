using System.Runtime.CompilerServices;

namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>An operation adds up the areas of 16 shapes.</summary>
internal static class InterfaceParameter
{
    private const int Shapes = 16;

    public static Scenario Scenario { get; } = new("boxing-interface", "boxing", "Passes structs to a parameter of an interface's type.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of a type that the assembly's metadata knows as a struct; the bare name does not tell",
        Cause = Causes.Boxing,
        Bad = () => new ByInterface(),
        Repaired = () => new ByConstraint(),
    };

    private interface IShape
    {
        double Area { get; }
    }

    private readonly record struct Square(double Side) : IShape
    {
        public double Area => Side * Side;
    }

    private readonly record struct Circle(double Radius) : IShape
    {
        public double Area => Radius * Radius * Math.PI;
    }

    private sealed class ByInterface : IOperation
    {
        private double total;

        public void Operate()
        {
            for (int size = 0; size < Shapes; size += 2)
            {
                total += AreaOf(new Square(size));
                total += AreaOf(new Circle(size));
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static double AreaOf(IShape shape) => shape.Area;
    }

    private sealed class ByConstraint : IOperation
    {
        private double total;

        public void Operate()
        {
            for (int size = 0; size < Shapes; size += 2)
            {
                total += AreaOf(new Square(size));
                total += AreaOf(new Circle(size));
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static double AreaOf<T>(T shape)
            where T : struct, IShape => shape.Area;
    }
}

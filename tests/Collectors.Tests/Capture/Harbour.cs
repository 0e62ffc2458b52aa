namespace GcWatch.Collectors.Tests.Capture;

/// <summary>Types to be read.</summary>
internal enum Tide
{
    Low,
    High,
}

internal delegate int Steering(int course);

internal readonly record struct Berth(int Number);

internal sealed class Harbour<T>
{
    public static async Task<int> SailAsync(Task<int> wind) => await wind;

    internal readonly record struct Crane(T Load);

    internal sealed class Quay<TShip>
    {
        public TShip? Ship { get; init; }
    }
}

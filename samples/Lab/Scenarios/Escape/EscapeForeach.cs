namespace GcWatch.Lab.Scenarios.Escape;

/// <summary>A foreach over <see cref="IEnumerable{T}"/> that is always the same kind of list.</summary>
internal static class EscapeForeach
{
    private static readonly List<int> Numbers = [1, 2, 3, 4];

    public static Scenario Scenario { get; } = EscapeScenario.Of("foreach", "an enumerator of a list known as IEnumerable<T>", Causes.Boxing, 10, ByInterface, ByList);

    private static long ByInterface(long start)
    {
        IEnumerable<int> numbers = Numbers;
        long sum = start;
        foreach (int number in numbers) sum += number;
        return sum;
    }

    private static long ByList(long start)
    {
        long sum = start;
        foreach (int number in Numbers) sum += number;
        return sum;
    }
}

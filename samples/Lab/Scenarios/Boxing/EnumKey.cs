namespace GcWatch.Lab.Scenarios.Boxing;

/// <summary>
/// An operation counts 14 days of the week. A dictionary whose key is one certain enum does not box, on any runtime that is watched; one whose key
/// is <see cref="Enum"/>, to take enums of any kind, does for each look-up.
/// </summary>
internal static class EnumKey
{
    private const int Days = 14;
    private const int DaysAWeek = 7;

    public static Scenario Scenario { get; } = new("boxing-enum-key", "boxing", "Looks enums up in a dictionary whose key is System.Enum.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of an enum's type",
        Cause = Causes.Boxing,
        Bad = () => new AnyEnum(),
        Repaired = () => new OneEnum(),
    };

    private sealed class AnyEnum : IOperation
    {
        private readonly Dictionary<Enum, int> counts = [];

        public void Operate()
        {
            for (int day = 0; day < Days; day++)
            {
                DayOfWeek key = (DayOfWeek)(day % DaysAWeek);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
    }

    private sealed class OneEnum : IOperation
    {
        private readonly Dictionary<DayOfWeek, int> counts = [];

        public void Operate()
        {
            for (int day = 0; day < Days; day++)
            {
                DayOfWeek key = (DayOfWeek)(day % DaysAWeek);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
    }
}

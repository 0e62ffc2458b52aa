using System.Globalization;

namespace GcWatch.Harness;

/// <summary>What the command line asks for.</summary>
internal sealed record HarnessArguments
{
    private const int MostRounds = 100;

    public int Rounds { get; private init; } = 1;

    /// <summary>So many rounds side by side.</summary>
    public int AtOnce { get; private init; } = 1;

    public bool IsNative { get; private init; }

    public string? JsonPath { get; private init; }

    public HarnessPlan Plan { get; private init; } = new();

    /// <returns>Null if something in it is not understood.</returns>
    public static HarnessArguments? Parse(IReadOnlyList<string> arguments)
    {
        HarnessArguments? wanted = new();
        for (int at = 0; wanted is not null && at < arguments.Count; at++)
        {
            if (arguments[at] == "--native") wanted = wanted with { IsNative = true };
            else wanted = at + 1 < arguments.Count ? wanted.With(arguments[at], arguments[++at]) : null;
        }

        return wanted;
    }

    /// <returns>The exit code, always 2.</returns>
    public static int PrintUsage()
    {
        Console.Error.WriteLine("usage: eng/harness.sh [--rounds 1-100] [--at-once 1-4] [--time-scale 60-600] [--seed N] [--json FILE] [--native]");
        return 2;
    }

    private HarnessArguments? With(string key, string value) => key switch
    {
        "--json" => this with { JsonPath = value },
        "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out int rounds) && rounds is > 0 and <= MostRounds => this with { Rounds = rounds },
        "--at-once" when int.TryParse(value, CultureInfo.InvariantCulture, out int atOnce) && atOnce is > 0 and <= 4 => this with { AtOnce = atOnce },
        "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out int seed) => this with { Plan = Plan with { Seed = seed } },
        "--time-scale" when double.TryParse(value, CultureInfo.InvariantCulture, out double scale) && scale is >= 60 and <= 600 =>
            this with { Plan = Plan with { TimeScale = scale } },
        _ => null,
    };
}

using System.Globalization;

namespace GcWatch.Agent.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Seeds">One run each.</param>
/// <param name="Services">In each run.</param>
/// <param name="Days">Of each service.</param>
/// <param name="Learning">The first days, in which nothing is wrong and nothing is scored.</param>
internal sealed record SimulationPlan(IReadOnlyList<int> Seeds, int Services, int Days, TimeSpan Learning)
{
    public IEnumerable<ServiceSeries> Run(int seed)
    {
        for (int service = 0; service < Services; service++)
        {
            yield return new ServiceSimulator(seed, service, Days, Learning).Run(string.Create(CultureInfo.InvariantCulture, $"seed {seed} service {service}"));
        }
    }

    /// <summary>Single seeds and spans such as 1-8, in order; seed 1 if there is none.</summary>
    public static IReadOnlyList<int> ParseSeeds(IEnumerable<int> single, string? spans)
    {
        var seeds = new List<int>(single);
        foreach (string span in (spans ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) seeds.AddRange(Span(span));
        return seeds.Count == 0 ? [1] : seeds;
    }

    private static IEnumerable<int> Span(string span)
    {
        string[] ends = span.Split('-');
        if (ends.Length is 1 or 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && last >= first && last - first < 10_000)
        {
            return Enumerable.Range(first, last - first + 1);
        }

        throw new AgentFault(ExitCode.Usage, $"--seeds must be a number or a span such as 1-8, not {span}");
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

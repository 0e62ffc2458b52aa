using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Baselines;

/// <summary>An agent that judges so fast that it learns an hour in fifteen seconds, and keeps it in a file.</summary>
internal static class LearningAgent
{
    /// <summary>A tick a second is a value every four minutes: fifteen an hour, of which ten must be there.</summary>
    private const string TimeScale = "240";

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The process's youth, the rest of its hour, and an hour after it, on a loaded machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<AgentProcess> StartAsync(string file, params string[] arguments)
    {
        var variables = new Dictionary<string, string>
        {
            ["GCWATCH_BASELINES__SNAPSHOTFILE"] = file,
            ["GCWATCH_BASELINES__SNAPSHOTINTERVAL"] = Interval.ToString("c", CultureInfo.InvariantCulture),
        };
        AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, variables, ["--time-scale", TimeScale, .. arguments]);
        await agent.ServesAsync();
        return agent;
    }
}

using System.Globalization;
using System.Numerics;

namespace GcWatch.Agent.Commands;

/// <summary>What a number on the command line must lie between.</summary>
internal static class OptionRange
{
    /// <summary>The value, which lies between the two, both included.</summary>
    /// <exception cref="AgentFault">It does not.</exception>
    public static T Within<T>(string option, T value, T least, T most)
        where T : INumber<T> => value >= least && value <= most
        ? value
        : throw new AgentFault(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"{option} must be between {least} and {most}"));
}

using System.Diagnostics;
using System.Net.Sockets;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>What came of asking a runtime who it is.</summary>
internal sealed record Answer(Target? Target, IReadOnlyList<Finding> Findings);

/// <summary>Asks a runtime who it is, over its socket.</summary>
internal static class Interview
{
    private const int OldestVersion = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<Answer> AskAsync(Sighting sighting, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            RuntimeIdentity runtime = await BlockingCall.RunAsync(() => new RuntimePort(sighting.Endpoint).Identify(Patience)).WaitAsync(cancellation).ConfigureAwait(false);
            Finding answered = Finding.Ok($"it answers: .NET {runtime.Version}");
            return new Answer(new Target(sighting.Process, TargetProbe.NameOf(sighting.Process, runtime), sighting.Endpoint, runtime), runtime.MajorVersion < OldestVersion ? [answered, Old] : [answered]);
        }
        catch (RuntimeRefusedException refused)
        {
            return Faulty($"its runtime does not say who it is ({refused.Message}): .NET 5 or older", "run it on .NET 8 or later");
        }
        catch (Exception silent) when (silent is SocketException or IOException)
        {
            if (!TargetProbe.IsThere(sighting)) return new Answer(null, [PresenceCheck.Gone(sighting.Process.Pid)]);
            return Stopwatch.GetElapsedTime(began) >= Patience ? Silent(sighting) : Nonsense(sighting, silent);
        }
    }

    private static Finding Old => Finding.Note("gcwatch is tested on .NET 8 and later only", "run it on .NET 8 or later");

    private static Answer Silent(Sighting sighting) => Faulty(
        $"it takes connections on {sighting.Endpoint.Address} and does not answer within {Patience.TotalSeconds:0} s",
        "look whether it gets any CPU (its limit, its throttling) and whether another tool keeps its diagnostic port busy; otherwise restart it");

    private static Answer Nonsense(Sighting sighting, Exception why) => Faulty(
        $"what answers on {sighting.Endpoint.Address} is not a .NET runtime ({why.Message})",
        $"restart the process; if the socket is another program's, end that and remove {sighting.Endpoint.Address} first");

    private static Answer Faulty(string what, string change) => new(null, [Finding.Fault(what, change)]);
}

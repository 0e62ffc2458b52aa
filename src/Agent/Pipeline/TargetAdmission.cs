using System.Collections.Concurrent;
using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// From a sighting to a watch: asks the runtime who it is, applies the rules, and sees to it that a runtime which was found in two ways is
/// watched once. Called for several sightings at once.
/// </summary>
internal sealed class TargetAdmission(TargetsOptions options, TargetWatch watch, TimeProvider time)
{
    private readonly TargetSelection selection = new(options);
    private readonly ConcurrentDictionary<Guid, Task> watched = [];

    /// <summary>Runtimes that are being watched.</summary>
    public int WatchedCount => watched.Count;

    /// <summary>
    /// Watches what was seen, if it is to be watched, until it ends. A runtime that does not answer is reported as down, with the reason, and asked again.
    /// </summary>
    public async Task ConsiderAsync(Sighting sighting, CancellationToken stop)
    {
        var backOff = BackOff.BetweenAttempts();
        using UnreachableTarget unreachable = watch.Unreachable(sighting);
        while (!stop.IsCancellationRequested)
        {
            ProbeResult probe = await AskAsync(sighting, stop).ConfigureAwait(false);
            if (probe.Target is { } target)
            {
                unreachable.Dispose();
                if (await IsSelectedAsync(target, stop).ConfigureAwait(false)) await WatchAsync(target, stop).ConfigureAwait(false);
                return;
            }

            if (probe.Failure is not { } failure || failure.Reason == AttachFailureReason.NotRunning || !MayBeSelected(sighting)) return;
            await unreachable.WaitAsync(failure, backOff.Take(), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Watches a target until it ends; one that is being watched already is taken over if that watch ends before it does.</summary>
    public async Task WatchAsync(Target target, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task owner = watched.GetOrAdd(target.Runtime.Cookie, ended.Task);
            if (owner == ended.Task)
            {
                try
                {
                    await watch.RunAsync(target, stop).ConfigureAwait(false);
                    return;
                }
                finally
                {
                    watched.TryRemove(target.Runtime.Cookie, out _);
                    ended.SetResult();
                }
            }

            await owner.ConfigureAwait(false);
            if (!TargetProbe.IsThere(target.Sighting)) return;
        }
    }

    /// <summary>A runtime that is only just starting does not know its program's name yet: ask again, for a while.</summary>
    private async Task<ProbeResult> AskAsync(Sighting sighting, CancellationToken stop)
    {
        const int Attempts = 10;
        for (int attempt = 1; ; attempt++)
        {
            ProbeResult probe = await TargetProbe.ProbeAsync(sighting, stop).ConfigureAwait(false);
            bool isNamed = probe.Target is not { Runtime.EntryAssembly.Length: 0 };
            if (isNamed || attempt == Attempts || stop.IsCancellationRequested) return probe;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsSelectedAsync(Target target, CancellationToken stop)
    {
        IReadOnlyDictionary<string, string> variables = selection.Variables.Count == 0
            ? new Dictionary<string, string>()
            : await TargetAttacher.ReadEnvironmentAsync(target, selection.Variables, stop).ConfigureAwait(false);
        return selection.Selects(new ProcessTraits(target.Name, target.Runtime.CommandLine, variables));
    }

    /// <summary>What does not answer is judged by what /proc says of it.</summary>
    private bool MayBeSelected(Sighting sighting) => sighting.Process.IsVisible
        ? selection.Selects(ProcessGuess.Of(sighting.Process.Pid, selection.Variables))
        : options.Name is null && options.Include.Count == 0;
}

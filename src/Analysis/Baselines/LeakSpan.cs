namespace GcWatch.Analysis.Baselines;

/// <summary>Since when the live heap leaks: what it was since then is not learnt as usual, but not for ever.</summary>
internal sealed class LeakSpan
{
    /// <summary>What has grown for so long is how this service is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    private DateTimeOffset? since;

    public bool IsOn { get; private set; }

    /// <summary>Whether a leak is seen now that was not seen before.</summary>
    public bool Begins(DateTimeOffset minute, LeakVerdict verdict)
    {
        bool begins = verdict.IsFiring && since is null;
        since = verdict.IsFiring ? since ?? minute : null;
        IsOn = verdict.IsFiring && minute - since < Patience;
        return begins;
    }
}

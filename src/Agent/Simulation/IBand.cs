namespace GcWatch.Agent.Simulation;

/// <summary>An upper limit that follows one series.</summary>
internal interface IBand
{
    /// <returns>Whether the level is above the band in this minute.</returns>
    bool Advance(double value);
}

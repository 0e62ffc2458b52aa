namespace GcWatch.Agent.Simulation;

/// <summary>The rows of the table: a pause regression below 2× is not what the bar is about.</summary>
internal enum ScoreKind
{
    Leak,
    Burst,
    Pause,
    SmallPause,
}

namespace GcWatch.Agent.Simulation;

/// <summary>Judges one service, minute by minute, knowing only the past.</summary>
internal interface IMinuteDetector
{
    Firing Advance(in MinuteRow row);
}

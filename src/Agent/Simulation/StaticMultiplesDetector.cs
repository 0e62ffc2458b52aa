namespace GcWatch.Agent.Simulation;

/// <summary>What people write first: so many times the mean of 30 days, for so many minutes in a row.</summary>
internal sealed class StaticMultiplesDetector : IMinuteDetector
{
    private readonly StaticMultiple heap = new(1.5, 15);
    private readonly StaticMultiple allocation = new(3, 3);
    private readonly StaticMultiple pause = new(1.5, 5);
    private double live = double.NaN;

    public Firing Advance(in MinuteRow row)
    {
        if (double.IsFinite(row.LiveHeap)) live = row.LiveHeap;
        return (heap.Advance(live) ? Firing.Heap : Firing.None)
            | (allocation.Advance(row.Allocation) ? Firing.Allocation : Firing.None)
            | (pause.Advance(row.Pause) ? Firing.Pause : Firing.None);
    }

    private sealed class StaticMultiple(double multiple, int minutes)
    {
        private readonly RunningMean mean = new();
        private int row;

        public bool Advance(double value)
        {
            row = value > multiple * mean.Value ? row + 1 : 0;
            mean.Put(value);
            return row >= minutes;
        }
    }
}

namespace GcWatch.Lab.Scenarios;

/// <summary>Gives operations their turns: at an even rate in slices of 20 ms, or one after the other.</summary>
/// <param name="perSecond">Null: as fast as they go.</param>
/// <param name="stop">Ends the run.</param>
internal sealed class OperationPace(double? perSecond, CancellationToken stop)
{
    private const double MostSlicesPerSecond = 50;

    private readonly double slicesPerSecond = Math.Min(MostSlicesPerSecond, perSecond ?? MostSlicesPerSecond);
    private Pacer? slices;
    private double due;

    /// <returns>False when the run was stopped.</returns>
    public bool WaitForTurn()
    {
        if (perSecond is not { } rate) return !stop.IsCancellationRequested;
        slices ??= new Pacer(slicesPerSecond, stop);
        while (due < 1)
        {
            if (!slices.WaitForTurn()) return false;
            due += rate / slicesPerSecond;
        }

        due--;
        return !stop.IsCancellationRequested;
    }
}

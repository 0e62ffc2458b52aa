namespace GcWatch.Lab.Scenarios;

/// <summary>What a variant of a scenario does again and again, always on the same thread.</summary>
internal interface IOperation
{
    /// <summary>How often its result was wrong so far; null where it cannot be.</summary>
    long? Faults => null;

    void Operate();

    /// <summary>Ends what runs beside it. Called once, after the last operation.</summary>
    void Close()
    {
    }
}

namespace GcWatch.Analysis.Allocations;

/// <summary>The sum of the weights of some samples. One thread.</summary>
public sealed class SampleSum
{
    public long Samples { get; private set; }

    public double Bytes { get; private set; }

    public double Objects { get; private set; }

    /// <summary>How large an object is, in the mean; null without a sample.</summary>
    public long? ObjectBytes => Objects > 0 ? (long)Math.Round(Bytes / Objects) : null;

    public double BytesVariance { get; private set; }

    public double ObjectsVariance { get; private set; }

    public void Add(SampleWeight weight)
    {
        Samples++;
        Bytes += weight.Bytes;
        Objects += weight.Objects;
        BytesVariance += weight.BytesVariance;
        ObjectsVariance += weight.ObjectsVariance;
    }

    public void Add(SampleSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Samples += other.Samples;
        Bytes += other.Bytes;
        Objects += other.Objects;
        BytesVariance += other.BytesVariance;
        ObjectsVariance += other.ObjectsVariance;
    }
}

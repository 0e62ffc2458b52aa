using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings;

/// <summary>Bytes allocated while a target was watched, where a counter says so: growth between cycles is blind to what refills the gaps of a fragmented gen0.</summary>
internal sealed class AllocatedSpan
{
    private AllocationReading first;
    private AllocationReading last;

    /// <summary>Null where no counter says.</summary>
    public long? Bytes => last.Source switch
    {
        AllocationSource.EventCounter => last.TotalBytes,
        AllocationSource.Counter when first.At < last.At => last.TotalBytes - first.TotalBytes,
        _ => null,
    };

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.AllocationRead { Reading: var reading }) return;
        if (first.Source != reading.Source) first = reading;
        last = reading;
    }
}

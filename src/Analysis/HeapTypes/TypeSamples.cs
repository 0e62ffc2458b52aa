namespace GcWatch.Analysis.HeapTypes;

/// <summary>Some objects of a type, each as likely as any other to be among them (Vitter's algorithm R), the same ones for the same walk.</summary>
internal sealed class TypeSamples
{
    private readonly List<ulong> addresses = new(ReferenceGraph.SamplesOfType);
    private ulong state = 0x9E3779B97F4A7C15;
    private ulong seen;

    public IReadOnlyList<ulong> Addresses => addresses;

    public void Offer(ulong address)
    {
        seen++;
        if (addresses.Count < ReferenceGraph.SamplesOfType)
        {
            addresses.Add(address);
            return;
        }

        ulong place = Next() % seen;
        if (place < ReferenceGraph.SamplesOfType) addresses[(int)place] = address;
    }

    /// <summary>xorshift64 (Marsaglia 2003).</summary>
    private ulong Next()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}

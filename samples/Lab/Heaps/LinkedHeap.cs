namespace GcWatch.Lab.Heaps;

/// <summary>
/// A live heap of small linked objects, in chains that can be replaced one by one. Its size stays the same:
/// a replaced chain is garbage at once, since chains do not point to one another.
/// </summary>
internal sealed class LinkedHeap
{
    private const int NodesPerChain = 1_000;

    private readonly Random random = new(17);
    private readonly HeapNode?[] chains;

    /// <param name="bytes">The live bytes, apart from the array of chain heads.</param>
    /// <param name="stop">Ends the building early, which leaves a smaller heap.</param>
    public LinkedHeap(long bytes, CancellationToken stop)
    {
        chains = new HeapNode?[bytes / (NodesPerChain * HeapNode.Bytes)];
        for (int index = 0; index < chains.Length && !stop.IsCancellationRequested; index++)
        {
            chains[index] = BuildChain();
        }
    }

    /// <summary>Makes one chain (32 KB) garbage and puts a new one in its place; nothing on an empty heap.</summary>
    public void ReplaceChain()
    {
        if (chains.Length > 0)
        {
            chains[random.Next(chains.Length)] = BuildChain();
        }
    }

    /// <param name="share">The share of the chains to replace, 0 to 1.</param>
    /// <param name="stop">Ends the replacing early.</param>
    public void ReplaceChains(double share, CancellationToken stop)
    {
        for (int left = (int)(chains.Length * share); left > 0 && !stop.IsCancellationRequested; left--)
        {
            ReplaceChain();
        }
    }

    private static HeapNode? BuildChain()
    {
        HeapNode? head = null;
        for (int number = 0; number < NodesPerChain; number++)
        {
            head = new HeapNode(head, number);
        }

        return head;
    }
}

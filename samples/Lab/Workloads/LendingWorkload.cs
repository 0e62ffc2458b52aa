using System.Buffers;

namespace GcWatch.Lab.Workloads;

/// <summary>
/// An operation is one rent from a pool of its own. On the line <c>next</c> it rents and returns so many arrays one after the other, then twice as many at once as
/// the pool keeps, then some that are too long for it, and some that it never returns; then it waits.
/// </summary>
internal sealed class LendingWorkload : IWorkload
{
    private const int Bytes = 4_096;

    private static readonly WorkloadOption InTurn = new("in-turn", 1_000) { IsWhole = true, Maximum = 1e9 };
    private static readonly WorkloadOption Room = new("room", 8) { Minimum = 1, IsWhole = true };
    private static readonly WorkloadOption TooLong = new("too-long", 5) { IsWhole = true };
    private static readonly WorkloadOption Kept = new("kept", 3) { IsWhole = true };

    public string Name => "lending";

    public string Description => "On the line next, rents from a pool so many arrays of each kind and returns all but a few, then waits.";

    public IReadOnlyList<WorkloadOption> Options => [InTurn, Room, TooLong, Kept];

    public void Run(WorkloadContext context)
    {
        int room = (int)context.Number(Room);
        ArrayPool<byte> pool = ArrayPool<byte>.Create(Bytes, room);
        if (!context.WaitForNext()) return;
        for (int count = (int)context.Number(InTurn); count > 0; count--) Lend(context, pool, 1, Bytes);
        Lend(context, pool, 2 * room, Bytes);
        for (int count = (int)context.Number(TooLong); count > 0; count--) Lend(context, pool, 1, 2 * Bytes);
        byte[][] kept = Rent(context, pool, (int)context.Number(Kept), Bytes);
        context.Stop.WaitHandle.WaitOne();
        GC.KeepAlive(kept);
    }

    private static void Lend(WorkloadContext context, ArrayPool<byte> pool, int atOnce, int bytes)
    {
        foreach (byte[] array in Rent(context, pool, atOnce, bytes)) pool.Return(array);
    }

    private static byte[][] Rent(WorkloadContext context, ArrayPool<byte> pool, int count, int bytes)
    {
        byte[][] rented = new byte[count][];
        for (int index = 0; index < count; index++)
        {
            rented[index] = pool.Rent(bytes);
            context.CountOperation();
        }

        return rented;
    }
}

using System.Runtime.InteropServices;
using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation sends a message of 1,000 bytes; 10,000 messages are under way, each in a buffer that must not move.</summary>
internal static class PinnedBuffers
{
    private const int UnderWay = 10_000;

    public static Scenario Scenario { get; } = new("pinning", "beyond", "Pins young small arrays while they are under way; repaired, they are slices of one array on the pinned object heap.")
    {
        Evidence = Evidence.Live,
        Signal = "pinned objects at each collection (GCHeapStats), on the ordinary heap",
        Cause = Causes.Pinning,
        OtherCauses = [Causes.Array],
        Pace = 10_000,
        Bad = () => new PinnedEach(),
        Repaired = () => new PinnedOnce(),
    };

    private sealed class PinnedEach : IOperation
    {
        private readonly GCHandle[] underWay = new GCHandle[UnderWay];
        private int next;

        public void Operate()
        {
            byte[] message = Payload.NewBlock();
            message[0] = (byte)next;
            if (underWay[next].IsAllocated) underWay[next].Free();
            underWay[next] = GCHandle.Alloc(message, GCHandleType.Pinned);
            next = (next + 1) % UnderWay;
        }

        public void Close()
        {
            foreach (GCHandle handle in underWay.Where(handle => handle.IsAllocated)) handle.Free();
        }
    }

    private sealed class PinnedOnce : IOperation
    {
        private readonly byte[] memory = GC.AllocateArray<byte>(UnderWay * Payload.BlockBytes, pinned: true);
        private int next;

        public void Operate()
        {
            Span<byte> message = memory.AsSpan(next * Payload.BlockBytes, Payload.BlockBytes);
            message.Clear();
            message[0] = (byte)next;
            next = (next + 1) % UnderWay;
        }
    }
}

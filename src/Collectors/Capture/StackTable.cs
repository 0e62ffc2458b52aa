namespace GcWatch.Collectors.Capture;

/// <summary>Distinct stacks, each with a number. Bounded: further ones have none. Filled on the reader's thread, read after it.</summary>
internal sealed class StackTable
{
    public const int None = -1;
    public const int MostStacks = 20_000;
    private const int DeepestStack = 256;

    private readonly Dictionary<ulong[], int>.AlternateLookup<ReadOnlySpan<ulong>> numbers;
    private readonly List<ulong[]> stacks = [];

    public StackTable() => numbers = new Dictionary<ulong[], int>(new SameAddresses()).GetAlternateLookup<ReadOnlySpan<ulong>>();

    /// <summary>Addresses, innermost first.</summary>
    public ReadOnlySpan<ulong> this[int number] => stacks[number];

    public int Count => stacks.Count;

    public int NumberOf(ReadOnlySpan<ulong> addresses)
    {
        if (addresses.IsEmpty) return None;
        addresses = addresses[..Math.Min(addresses.Length, DeepestStack)];
        if (numbers.TryGetValue(addresses, out int number)) return number;
        if (stacks.Count >= MostStacks) return None;
        numbers[addresses] = stacks.Count;
        stacks.Add(addresses.ToArray());
        return stacks.Count - 1;
    }

    private sealed class SameAddresses : IEqualityComparer<ulong[]>, IAlternateEqualityComparer<ReadOnlySpan<ulong>, ulong[]>
    {
        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<ulong> alternate, ulong[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ulong[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<ulong> alternate)
        {
            var hash = default(HashCode);
            foreach (ulong address in alternate) hash.Add(address);
            return hash.ToHashCode();
        }

        public ulong[] Create(ReadOnlySpan<ulong> alternate) => alternate.ToArray();
    }
}

namespace GcWatch.Agent.Inject;

/// <summary>What is to be added to a document, without a place or a form yet.</summary>
internal abstract record Part
{
    private Part()
    {
    }

    public sealed record Text(string Value) : Part;

    public sealed record Number(long Value) : Part;

    public sealed record Switch(bool Value) : Part;

    public sealed record List(params Part[] Items) : Part;

    public sealed record Map(params (string Key, Part Value)[] Entries) : Part
    {
        /// <summary>With further entries behind its own.</summary>
        public Map With(params ReadOnlySpan<(string Key, Part Value)> more) => new([.. Entries, .. more]);
    }

    public static implicit operator Part(string value) => new Text(value);

    public static implicit operator Part(long value) => new Number(value);

    public static implicit operator Part(bool value) => new Switch(value);
}

using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace GcWatch.Agent.Inject;

/// <summary>A scanner that remembers where the dashes of lists stand, which the parser's events do not say.</summary>
internal sealed class DashScanner(IScanner scanner) : IScanner
{
    private readonly List<int> dashes = [];

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext() => Remembered(scanner.MoveNext());

    public bool MoveNextWithoutConsuming() => Remembered(scanner.MoveNextWithoutConsuming());

    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    /// <summary>The last dash before an offset.</summary>
    public int DashBefore(int offset)
    {
        int found = dashes.BinarySearch(offset);
        return dashes[(found < 0 ? ~found : found) - 1];
    }

    private bool Remembered(bool isThere)
    {
        if (isThere && scanner.Current is BlockEntry dash && (dashes.Count == 0 || dashes[^1] < dash.Start.Index)) dashes.Add((int)dash.Start.Index);
        return isThere;
    }
}

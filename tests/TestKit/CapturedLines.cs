namespace GcWatch.TestKit;

/// <summary>The lines of one output of a child, collected as they come. Written by its reading task, read by the test.</summary>
public sealed class CapturedLines
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly Task reading;

    public CapturedLines(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reading = ReadAsync(reader);
    }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    public string Text => string.Join('\n', All);

    /// <summary>Completes at the output's end, which comes when nobody holds it open any more.</summary>
    public Task EndAsync(TimeSpan within) => reading.WaitAsync(within);

    public override string ToString() => Text;

    private async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (gate) lines.Add(line);
        }
    }
}

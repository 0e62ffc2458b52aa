using System.Text;

namespace GcWatch.TestKit;

/// <summary>
/// A named pipe as a child's standard output that the test can stop up: the child then stands still at its next line until the pipe
/// is read. So a process that prints its own figures at its end can be looked at just before that end, with nothing left to change.
/// </summary>
public sealed class HeldOutput : IDisposable
{
    /// <summary>What Linux lets a pipe hold unless told otherwise.</summary>
    private const int Capacity = 65_536;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder;
    private readonly FileStream pipe;

    private HeldOutput(TemporaryFolder folder, string path)
    {
        this.folder = folder;
        pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        Prefix = ["sh", "-c", "exec \"$@\" > \"$0\"", path];
    }

    /// <summary>What to put before a command to have its output go to the pipe.</summary>
    public IReadOnlyList<string> Prefix { get; }

    public static async Task<HeldOutput> CreateAsync()
    {
        var folder = new TemporaryFolder();
        string path = folder.PathOf("output");
        FinishedProcess made = await ChildProcess.RunAsync(["mkfifo", path]);
        return made.ExitCode == 0 ? new HeldOutput(folder, path) : throw new InvalidOperationException($"mkfifo: {made.ErrorText}");
    }

    /// <summary>Reads one line; more must not have been written yet.</summary>
    public Task<string> ReadLineAsync() => ReadAsync(1);

    /// <summary>Fills the pipe, which must be empty, to its brim.</summary>
    public async Task StopUpAsync()
    {
        byte[] filling = new byte[Capacity];
        Array.Fill(filling, (byte)'\n');
        await Task.Run(() => pipe.Write(filling)).WaitAsync(Patience);
    }

    /// <summary>Empties the pipe and returns the line that was held up.</summary>
    public Task<string> ReleaseAsync() => ReadAsync(Capacity + 1);

    public void Dispose()
    {
        pipe.Dispose();
        folder.Dispose();
    }

    private async Task<string> ReadAsync(int least) => await Task.Run(() => Read(least)).WaitAsync(Patience);

    /// <summary>Reads at least so many bytes, and to the end of a line.</summary>
    private string Read(int least)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[Capacity];
        while (text.Length < least || text[^1] != '\n') text.Append(Encoding.ASCII.GetString(buffer, 0, pipe.Read(buffer)));
        return text.ToString().Trim();
    }
}

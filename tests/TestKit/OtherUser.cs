using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>
/// Another user, for programs that are to run as one, or that are to see none of this machine's other processes. Only root can
/// become one; the programs are copied to where that user may read them.
/// </summary>
public sealed class OtherUser : IDisposable
{
    private static int users;

    private readonly TemporaryFolder folder = new();

    private OtherUser()
    {
        Uid = string.Create(CultureInfo.InvariantCulture, $"{64_000 + (((Environment.ProcessId * 16) + Interlocked.Increment(ref users)) % 16_000)}");
        Prefix = [Parts.Require("setpriv"), "--reuid", Uid, "--regid", Uid, "--clear-groups", "env", "HOME=/tmp"];
        Agent = new AgentBinary("another user's", Copied(AgentBinary.Managed.Command));
        Lab = Copied(LabRuntime.Net10.Command());
    }

    public static bool CanBecome => Environment.UserName == "root";

    public string Uid { get; }

    /// <summary>What to put before a command.</summary>
    public IReadOnlyList<string> Prefix { get; }

    /// <summary>The managed agent, as this user.</summary>
    public AgentBinary Agent { get; }

    /// <summary>The Lab on .NET 10, as this user.</summary>
    public IReadOnlyList<string> Lab { get; }

    public static async Task<OtherUser> CreateAsync()
    {
        var user = new OtherUser();
        await user.TakeAsync(AgentBinary.Managed.Command);
        await user.TakeAsync(LabRuntime.Net10.Command());
        return user;
    }

    /// <summary>Copies a program with its folder, unless that is here already, and returns the command that runs it as this user.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        string[] copied = Copied(command);
        if (File.Exists(copied[^1])) return copied;
        await RunAsync("cp", "-r", FolderOf(command[^1]), FolderOf(copied[^1]));
        await RunAsync("chmod", "-R", "a+rX", folder.FullName);
        return copied;
    }

    /// <summary>Gives a folder to this user.</summary>
    public Task OwnAsync(string path) => RunAsync("chown", "-R", $"{Uid}:{Uid}", path);

    public void Dispose() => folder.Dispose();

    private static string FolderOf(string file) => Path.GetDirectoryName(file) ?? throw new ArgumentException($"{file} has no folder", nameof(file));

    private static async Task RunAsync(params string[] command)
    {
        FinishedProcess finished = await ChildProcess.RunAsync(command);
        if (finished.ExitCode != 0) throw new InvalidOperationException($"{command[0]}: {finished.ErrorText}");
    }

    /// <summary>The same "dotnet some.dll", or the same program, where the copy will be.</summary>
    private string[] Copied(IReadOnlyList<string> original)
    {
        string place = string.Join('-', FolderOf(original[^1]).Split('/')[^2..]);
        return [.. Prefix, .. original.SkipLast(1), Path.Combine(folder.PathOf(place), Path.GetFileName(original[^1]))];
    }
}

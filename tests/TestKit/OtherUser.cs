using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>
/// Another user, for programs that are to run as one, or that are to see none of this machine's other processes. Only root can
/// become one; the programs are copied to where that user may read them.
/// </summary>
public sealed class OtherUser : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private OtherUser()
    {
        Uid = string.Create(CultureInfo.InvariantCulture, $"{64_000 + (Environment.ProcessId % 1_000)}");
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
        await CopyAsync(AgentBinary.Managed.Command[1], user.Agent.Command[^1]);
        await CopyAsync(LabRuntime.Net10.Command()[1], user.Lab[^1]);
        await RunAsync("chmod", "-R", "a+rX", user.folder.FullName);
        return user;
    }

    public void Dispose() => folder.Dispose();

    private static string FolderOf(string file) => Path.GetDirectoryName(file) ?? throw new ArgumentException($"{file} has no folder", nameof(file));

    private static Task CopyAsync(string assembly, string copy) => RunAsync("cp", "-r", FolderOf(assembly), FolderOf(copy));

    private static async Task RunAsync(params string[] command)
    {
        FinishedProcess finished = await ChildProcess.RunAsync(command);
        if (finished.ExitCode != 0) throw new InvalidOperationException($"{command[0]}: {finished.ErrorText}");
    }

    /// <summary>The same "dotnet some.dll", where the copy will be.</summary>
    private string[] Copied(IReadOnlyList<string> original)
    {
        string name = Path.GetFileName(original[1]);
        return [.. Prefix, original[0], Path.Combine(folder.PathOf(Path.GetFileNameWithoutExtension(name)), name)];
    }
}

namespace GcWatch.TestKit;

/// <summary>
/// A user and a TMPDIR of a test's own, so that the agent there finds what the test started and nothing else. Where this is not root
/// there is no other user, and the agent sees this user's other processes too.
/// </summary>
public sealed class Enclave : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly OtherUser? user;
    private readonly Dictionary<string, string> environment;
    private readonly Dictionary<string, string> agentEnvironment;

    private Enclave(OtherUser? user)
    {
        this.user = user;
        environment = new Dictionary<string, string>
        {
            ["TMPDIR"] = folder.FullName,
            // A pool thread that has nothing to do ends soon, so that one that is stuck is seen.
            ["DOTNET_ThreadPool_ThreadTimeoutMs"] = "1000",
        };
        agentEnvironment = new Dictionary<string, string>(environment)
        {
            // Garbage does not wait for tens of megabytes of it, so that what grows is what is kept.
            ["DOTNET_GCgen0size"] = "0x400000",
        };
    }

    /// <summary>The TMPDIR of all that is started here: where the diagnostic sockets are.</summary>
    public string Folder => folder.FullName;

    public static async Task<Enclave> CreateAsync()
    {
        var enclave = new Enclave(OtherUser.CanBecome ? await OtherUser.CreateAsync() : null);
        await enclave.GiveFolderAwayAsync();
        return enclave;
    }

    /// <summary>Starts an agent here that watches all that it finds, and waits until it serves.</summary>
    /// <param name="binary">Which agent.</param>
    /// <param name="prefix">What stands before its command, as this test's own user.</param>
    public async Task<AgentProcess> StartAgentAsync(AgentBinary binary, params IReadOnlyList<string> prefix)
    {
        AgentProcess agent = await LaunchAgentAsync(binary, new Dictionary<string, string>(), prefix);
        await agent.ServesAsync();
        return agent;
    }

    /// <summary>As <see cref="StartAgentAsync"/> with further variables, and waits for nothing.</summary>
    public async Task<AgentProcess> LaunchAgentAsync(AgentBinary binary, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> prefix)
    {
        ArgumentNullException.ThrowIfNull(binary);
        IReadOnlyList<string> command = await TakeAsync(binary.Command);
        Dictionary<string, string> all = new(agentEnvironment);
        foreach ((string name, string value) in variables) all[name] = value;
        return AgentProcess.Launch(binary with { Command = [.. prefix, .. command] }, all);
    }

    public Task<LabProcess> StartLabAsync(LabRuntime runtime, params string[] arguments) => StartLabAsync(new LabSettings(runtime, arguments));

    public async Task<LabProcess> StartLabAsync(LabSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Dictionary<string, string> all = new(environment);
        foreach ((string name, string value) in settings.Environment) all[name] = value;
        return await LabProcess.StartAsync(settings with { Command = await TakeAsync(settings.Command ?? settings.Runtime.Command()), Environment = all });
    }

    /// <summary>Any other program as this place's user.</summary>
    public ChildProcess Start(params IReadOnlyList<string> command) => ChildProcess.Start([.. user?.Prefix ?? [], .. command], environment);

    /// <summary>Where the diagnostic socket of a process here is.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public string SocketOf(int pid) => Directory.EnumerateFiles(Folder, $"dotnet-diagnostic-{pid}-*-socket").First();

    /// <summary>Lets this place's user have what the test has put into the folder.</summary>
    public Task GiveFolderAwayAsync() => user?.OwnAsync(Folder) ?? Task.CompletedTask;

    public void Dispose()
    {
        user?.Dispose();
        folder.Dispose();
    }

    private async Task<IReadOnlyList<string>> TakeAsync(IReadOnlyList<string> command) => user is null ? command : await user.TakeAsync(command);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Gate;

/// <summary>The command under watch: its input and outputs are this process's own, and it gets the signals that this process gets.</summary>
internal sealed partial class GatedCommand : IDisposable
{
    private const int NoSuchFile = 2;

    /// <summary>
    /// So that the build tools start no process that outlives the command: neither MSBuild's nodes and server, nor the compiler's (each is
    /// read from the environment).
    /// </summary>
    private static readonly (string Name, string Value)[] BuildVariables =
    [
        ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("MSBUILDUSESERVER", "0"), ("UseSharedCompilation", "false"),
    ];

    private readonly Lock gate = new();
    private readonly PosixSignalRegistration[] signals;
    private Process? process;
    private int early;

    /// <summary>From now on signals are the command's: one that comes before it has been started is kept for it.</summary>
    public GatedCommand() => signals =
    [
        .. new[] { (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3) }
            .Select(pair => PosixSignalRegistration.Create(pair.Item1, context => Forward(context, pair.Item2))),
    ];

    /// <summary>Whether the program is one that brings up a .NET runtime in its own process: only such a one may be made to wait for us.</summary>
    public static bool Waits(string program) => RuntimeForms.BringsUpRuntime(program);

    /// <summary>Where the program is, as a shell would find it; null if it is nowhere.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program) ? Path.GetFullPath(program) : null;
        string[] places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return places.Select(place => Path.Combine(place, program)).FirstOrDefault(IsExecutable);
    }

    /// <returns>Its process id.</returns>
    /// <exception cref="AgentFault">The system does not start it.</exception>
    public int Start(string program, IEnumerable<string> arguments, string ports)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment[GatePort.Variable] = ports;
        foreach ((string name, string value) in BuildVariables) start.Environment[name] = value;
        try
        {
            lock (gate)
            {
                process = Process.Start(start) ?? throw new UnreachableException("a process is always started anew");
                if (early != 0) _ = Kill(process.Id, early);
                return process.Id;
            }
        }
        catch (Win32Exception refused)
        {
            throw new AgentFault(refused.NativeErrorCode == NoSuchFile ? ExitCode.CommandNotFound : ExitCode.CommandNotExecutable, $"cannot start {program}: {refused.Message}");
        }
    }

    /// <summary>Its exit code once it has ended; 128 and the signal's number where a signal ended it.</summary>
    public async Task<int> ExitAsync()
    {
        if (process is null) throw new InvalidOperationException("the command was not started");
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in signals) signal.Dispose();
        process?.Dispose();
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    /// <summary>A terminal sends what its keys mean to the command as well: once is enough.</summary>
    private void Forward(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        lock (gate)
        {
            bool isOfKey = context.Signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT;
            if (process is null) early = number;
            else if (!process.HasExited && !(isOfKey && IsInForeground())) _ = Kill(process.Id, number);
        }
    }

    private static bool IsInForeground() => GetForegroundGroup(0) is var group && group > 0 && group == GetProcessGroup();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetProcessGroup();
}

using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Gate;

/// <summary>The diagnostic port of one run, in a folder that only this user may enter; gone with it.</summary>
internal sealed class GatePort : IDisposable
{
    /// <summary>What a runtime reads at its start; what comes after a comma is how it connects.</summary>
    public const string Variable = "DOTNET_DiagnosticPorts";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string folder;
    private readonly DiagnosticListener listener;
    private readonly string? othersPorts = Environment.GetEnvironmentVariable(Variable);

    /// <param name="beforeResume">What to do with each runtime that connects, before it goes on.</param>
    /// <exception cref="AgentFault">There is no place to listen at.</exception>
    public GatePort(Func<Sighting, Task> beforeResume)
    {
        try
        {
            folder = Directory.CreateDirectory(Path.Combine(Place(), $"gcwatch-exec-{Guid.NewGuid():N}"), OwnerOnly).FullName;
            listener = DiagnosticListener.Start(Path.Combine(folder, "port"), UnixFileMode.UserRead | UnixFileMode.UserWrite, static () => { }, beforeResume);
        }
        catch (Exception refused) when (refused is ListenException or IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.CannotServe, $"cannot listen for the command's runtimes: {refused.Message}");
        }
    }

    /// <summary>The value for a command that is to wait at its first instruction. Ports that were asked for before stay.</summary>
    public string Suspending => Value("suspend");

    /// <summary>The value for all that comes after it: none of them ever waits.</summary>
    public string NotSuspending => Value("nosuspend");

    public void Dispose()
    {
        listener.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Value(string mode) => $"{(string.IsNullOrEmpty(othersPorts) ? "" : $"{othersPorts.TrimEnd(';')};")}{listener.Path},{mode}";

    /// <summary>A socket's path must be short, and commas and semicolons mean something in the variable.</summary>
    private static string Place() => Path.GetTempPath() is { Length: < 50 } own && own.AsSpan().IndexOfAny(',', ';') < 0 ? own : "/tmp";
}

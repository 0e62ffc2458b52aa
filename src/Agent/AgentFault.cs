namespace GcWatch.Agent;

/// <summary>Something the user can mend: printed as one line, never with a stack trace.</summary>
internal sealed class AgentFault(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Code => exitCode;
}

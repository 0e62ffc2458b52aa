namespace GcWatch.Agent;

/// <summary>What the process returns; the table in the README is checked against this.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A fault of GcWatch itself.</summary>
    public const int Bug = 1;

    /// <summary>Of <c>health</c> only: the agent is not healthy, or there is none. Docker's HEALTHCHECK knows no other code for it.</summary>
    public const int Unhealthy = 1;

    /// <summary>An option, an argument or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The process asked for cannot be attached to.</summary>
    public const int CannotAttach = 3;

    /// <summary>Of <c>exec</c> only: the command did its work, and its budget is broken.</summary>
    public const int OverBudget = 3;

    /// <summary>The metrics' address or port, or the path for the diagnostic port, cannot be listened on.</summary>
    public const int CannotServe = 4;

    /// <summary>The file or the server asked for cannot be read, or is not what it should be.</summary>
    public const int BadInput = 5;

    /// <summary>Standard output cannot be written: its disk is full.</summary>
    public const int CannotWrite = 6;

    /// <summary>Of <c>exec</c> only: the system does not start the command. As a shell says it.</summary>
    public const int CommandNotExecutable = 126;

    /// <summary>Of <c>exec</c> only: there is no such command. As a shell says it.</summary>
    public const int CommandNotFound = 127;
}

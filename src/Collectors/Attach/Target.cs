namespace GcWatch.Collectors.Attach;

/// <summary>A .NET process that can be attached to.</summary>
/// <param name="Process">Which process it is; as the runtime itself says where /proc does not show it.</param>
/// <param name="Name">The managed program's name, or the kernel's name of the process where there is none.</param>
/// <param name="Endpoint">The way to its diagnostic port.</param>
/// <param name="Runtime">What the runtime says of itself.</param>
public sealed record Target(ProcessKey Process, string Name, IRuntimeEndpoint Endpoint, RuntimeIdentity Runtime)
{
    /// <summary>Its process id as seen from here, or in its own pid namespace where it cannot be seen.</summary>
    public int Pid => Process.Pid;

    /// <summary>Where it was seen.</summary>
    public Sighting Sighting => new(Process, Endpoint);
}

/// <summary>A process, by what makes it unique.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTime">Its start time in clock ticks since boot, which tells it from an earlier one of the same id; null where /proc does not show it.</param>
public readonly record struct ProcessKey(int Pid, long? StartTime)
{
    /// <summary>True if /proc shows it here, under this id.</summary>
    public bool IsVisible => StartTime is not null;
}

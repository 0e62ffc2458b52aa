namespace GcWatch.Collectors.Attach;

/// <summary>A .NET process that can be attached to.</summary>
/// <param name="Pid">Its process id as seen from here.</param>
/// <param name="StartTime">Its start time in clock ticks since boot: with the pid, unique.</param>
/// <param name="Uid">Its effective user id; null if unknown.</param>
/// <param name="Name">The managed program's name, or the kernel's name of the process where there is none.</param>
/// <param name="SocketPath">Where its diagnostic port is.</param>
/// <param name="Runtime">What the runtime says of itself.</param>
public sealed record Target(int Pid, long StartTime, int? Uid, string Name, string SocketPath, RuntimeIdentity Runtime);

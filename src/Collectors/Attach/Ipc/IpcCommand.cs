namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>A command of the diagnostic IPC protocol: its set and its id (dotnet/diagnostics documentation/design-docs/ipc-protocol.md).</summary>
internal readonly record struct IpcCommand(byte Set, byte Id)
{
    public static readonly IpcCommand StopTracing = new(2, 1);

    /// <summary>Buffer, format, rundown, providers: understood from .NET Core 3 on.</summary>
    public static readonly IpcCommand CollectTracing2 = new(2, 3);

    /// <summary>As <see cref="CollectTracing2"/>, and whether each event carries its stack: .NET 9 and later.</summary>
    public static readonly IpcCommand CollectTracing3 = new(2, 4);

    /// <summary>As <see cref="CollectTracing3"/>, with an event filter for each provider: .NET 10 and later.</summary>
    public static readonly IpcCommand CollectTracing5 = new(2, 6);

    public static readonly IpcCommand ResumeRuntime = new(4, 1);

    public static readonly IpcCommand ProcessEnvironment = new(4, 2);

    public static readonly IpcCommand SetEnvironmentVariable = new(4, 3);

    /// <summary>Answered by every runtime from .NET 6 on and by native AOT.</summary>
    public static readonly IpcCommand ProcessInfo2 = new(4, 4);
}

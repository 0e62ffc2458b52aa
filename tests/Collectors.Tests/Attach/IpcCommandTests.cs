using System.Reflection;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>The diagnostic port can do far more than the agent asks of it (docs/security.md).</summary>
public sealed class IpcCommandTests
{
    /// <summary>Sets of commands: 1 makes dumps, 3 loads profilers and startup hooks.</summary>
    private const byte Tracing = 2, Process = 4;

    [Fact]
    public void The_agent_knows_no_command_that_dumps_memory_or_loads_code()
    {
        IpcCommand[] known = [.. typeof(IpcCommand).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<IpcCommand>()];
        Assert.Equal(8, known.Length);
        Assert.All(known, command => Assert.Contains(command, (IpcCommand[])
        [
            new(Tracing, 1), new(Tracing, 3), new(Tracing, 4), new(Tracing, 6),
            new(Process, 1), new(Process, 2), new(Process, 3), new(Process, 4),
        ]));
    }
}

using System.Net.Sockets;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>What is done with a runtime that waits at its first instruction, before it goes on.</summary>
public sealed class BeforeResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_variable_is_set_before_a_runtime_goes_on()
    {
        var cookie = Guid.NewGuid();
        using DiagnosticListener listener = Start(async sighting => await TargetAttacher.TrySetVariableAsync(sighting.Endpoint, "A", "bc", TimeSpan.FromSeconds(10)));

        using Socket first = PlayedRuntime.Connect(listener.Path, cookie);
        Assert.Equal((4, 3), PlayedRuntime.Command(first, out byte[] payload));
        Assert.Equal([2, 0, 0, 0, (byte)'A', 0, 0, 0, 3, 0, 0, 0, (byte)'b', 0, (byte)'c', 0, 0, 0], payload);
        PlayedRuntime.Answer(first);

        using Socket second = PlayedRuntime.Connect(listener.Path, cookie);
        Assert.Equal((4, 1), await Task.Run(() => PlayedRuntime.Command(second)));
    }

    [Fact]
    public async Task A_runtime_goes_on_though_what_was_to_be_done_before_never_ends()
    {
        using DiagnosticListener listener = Start(_ => new TaskCompletionSource().Task);
        using Socket runtime = PlayedRuntime.Connect(listener.Path, Guid.NewGuid());
        Assert.Equal((4, 1), await Task.Run(() => PlayedRuntime.Command(runtime)));
    }

    public void Dispose() => folder.Dispose();

    private DiagnosticListener Start(Func<Sighting, Task> beforeResume) =>
        DiagnosticListener.Start(folder.PathOf("port"), UnixFileMode.UserRead | UnixFileMode.UserWrite, static () => { }, beforeResume);
}

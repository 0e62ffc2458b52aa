namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>
/// Runs a blocking call on a thread of its own: a runtime that does not answer must not hold up a thread of the pool, and with it
/// every other target.
/// </summary>
internal static class BlockingCall
{
    public static Task RunAsync(Action call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task<T> RunAsync<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

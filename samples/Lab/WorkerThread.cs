namespace GcWatch.Lab;

/// <summary>Starts named threads that do not keep the process alive.</summary>
internal static class WorkerThread
{
    public static Thread Start(string name, ThreadStart body)
    {
        Thread thread = new(body) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }
}

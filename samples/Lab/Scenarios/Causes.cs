namespace GcWatch.Lab.Scenarios;

/// <summary>The words for what is to be named.</summary>
internal static class Causes
{
    public const string Closure = "closure";
    public const string Delegate = "delegate";
    public const string Boxing = "boxing";
    public const string Async = "async";
    public const string Iterator = "iterator";
    public const string Array = "array";
    public const string Other = "other";
    public const string PoolMiss = "pool_miss";
    public const string PoolLeak = "pool_leak";
    public const string Leak = "leak";
    public const string FinalizerBacklog = "finalizer_backlog";
    public const string LargeObjects = "loh_churn";
    public const string Pinning = "pinning";
    public const string InducedCollections = "induced_gc";
}

using Microsoft.Extensions.Logging;

namespace GcWatch.Agent;

/// <summary>Every log line of this project; ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Serving metrics at {Url}")]
    public static partial void Serving(this ILogger log, Uri url);

    [LoggerMessage(1002, LogLevel.Information, "Waiting for .NET processes to watch")]
    public static partial void Waiting(this ILogger log);

    [LoggerMessage(1003, LogLevel.Information, "Watching {Process} (.NET {Runtime}) as service {Service}")]
    public static partial void Watching(this ILogger log, string process, string runtime, string service);

    [LoggerMessage(1004, LogLevel.Information, "{Process} has ended")]
    public static partial void TargetEnded(this ILogger log, string process);

    [LoggerMessage(1005, LogLevel.Warning, "Cannot watch {Process}: {Explanation}; trying again in {Delay}")]
    public static partial void AttachFailed(this ILogger log, string process, string explanation, TimeSpan delay);

    [LoggerMessage(1008, LogLevel.Warning, "The environment variable {Variable} is not an option of GcWatch and is ignored")]
    public static partial void UnknownVariable(this ILogger log, string variable);

    [LoggerMessage(1010, LogLevel.Error, "Watching process {Pid} failed by a fault of GcWatch itself; please report it")]
    public static partial void WatchFailed(this ILogger log, int pid, Exception bug);

    [LoggerMessage(1009, LogLevel.Information, "Stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(1011, LogLevel.Information, "Listening at {Path} for runtimes with DOTNET_DiagnosticPorts={Path},nosuspend")]
    public static partial void Listening(this ILogger log, string path);

    [LoggerMessage(1017, LogLevel.Warning, "Cannot listen at {Path}: {Explanation}; trying again every {Delay}")]
    public static partial void ListenDenied(this ILogger log, string? path, string explanation, TimeSpan delay);

    [LoggerMessage(1012, LogLevel.Warning, "{Explanation}")]
    public static partial void Unreachable(this ILogger log, string explanation);

    [LoggerMessage(1013, LogLevel.Warning, "Watching {Limit} processes, the most that Targets.Limit allows: further ones wait")]
    public static partial void LimitReached(this ILogger log, int limit);

    [LoggerMessage(1014, LogLevel.Warning, "{Process} is silent: {Condition} {Reason}; its last event came {Age} ago")]
    public static partial void Silent(this ILogger log, string process, string condition, string reason, TimeSpan age);

    [LoggerMessage(1015, LogLevel.Information, "{Process} is heard again")]
    public static partial void Recovered(this ILogger log, string process);

    [LoggerMessage(1040, LogLevel.Information, "Sampled the allocations of {Process} for {Duration}, {Samples} samples: {Causes}; mostly {Types}")]
    public static partial void AllocationsSampled(this ILogger log, string process, TimeSpan duration, long samples, string causes, string types);

    [LoggerMessage(1041, LogLevel.Warning, "Cannot sample the allocations of {Process}: {Explanation}")]
    public static partial void SamplingFailed(this ILogger log, string process, string explanation);

    [LoggerMessage(1042, LogLevel.Warning, "Cannot count the array pools of {Process}: {Explanation}; trying again in {Delay}")]
    public static partial void PoolsFailed(this ILogger log, string process, string explanation, TimeSpan delay);

    [LoggerMessage(1030, LogLevel.Information, "The baselines of {Count} services go on from {Path}, saved {Age} ago")]
    public static partial void SnapshotLoaded(this ILogger log, int count, string path, TimeSpan age);

    [LoggerMessage(1031, LogLevel.Warning, "{Path} {Reason}: it is set aside as {Aside}, and what is usual is learnt anew")]
    public static partial void SnapshotRefused(this ILogger log, string path, string reason, string aside);

    [LoggerMessage(1032, LogLevel.Warning, "Cannot read the baselines from {Path}: {Reason}; what is usual is learnt anew")]
    public static partial void SnapshotUnreadable(this ILogger log, string path, string reason);

    [LoggerMessage(1033, LogLevel.Warning, "Cannot save the baselines to {Path}: {Reason}; they stay in memory, and it is tried again every {Interval}")]
    public static partial void SnapshotFailed(this ILogger log, string path, string reason, TimeSpan interval);

    [LoggerMessage(1034, LogLevel.Information, "The baselines are saved to {Path} again")]
    public static partial void SnapshotSavedAgain(this ILogger log, string path);

    [LoggerMessage(1035, LogLevel.Warning, "Cannot load the history of {Service}: {Reason}; the baselines go on with what they have, and it is tried again in {Delay}")]
    public static partial void HistoryFailed(this ILogger log, string service, string reason, TimeSpan delay);

    [LoggerMessage(1036, LogLevel.Information, "The history of the baselines can be loaded again")]
    public static partial void HistoryLoadedAgain(this ILogger log);

    [LoggerMessage(1016, LogLevel.Warning, "{Count} diagnostic sockets of processes that cannot be seen may not be connected to as this user, {Path} for one: run gcwatch with the uid of the processes, or have them connect to it (Targets.Listen)")]
    public static partial void Denied(this ILogger log, int count, string path);
}

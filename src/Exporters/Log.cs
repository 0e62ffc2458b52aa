using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters;

/// <summary>Every log line of this project; ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The sink {Sink} failed; further failures of it are only counted")]
    public static partial void SinkFailed(this ILogger log, string sink, Exception fault);

    [LoggerMessage(2010, LogLevel.Error, "{Receiver} refuses notifications, which are dropped: {Reason}; further refusals are only counted")]
    public static partial void NotificationRefused(this ILogger log, string receiver, string reason);

    [LoggerMessage(2011, LogLevel.Warning, "{Receiver} does not take notifications: {Reason}; trying again in {Delay}, and from then on in silence")]
    public static partial void ReceiverDown(this ILogger log, string receiver, string reason, TimeSpan delay);

    [LoggerMessage(2012, LogLevel.Information, "{Receiver} takes notifications again")]
    public static partial void ReceiverBack(this ILogger log, string receiver);
}

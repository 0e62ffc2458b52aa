using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters;

/// <summary>Every log line of this project; ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The sink {Sink} failed; further failures of it are only counted")]
    public static partial void SinkFailed(this ILogger log, string sink, Exception fault);
}

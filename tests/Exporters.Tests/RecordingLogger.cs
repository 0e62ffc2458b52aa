using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters.Tests;

/// <summary>Keeps what is logged, by any thread.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Message)> lines = new();

    public IReadOnlyList<(int Id, LogLevel Level, string Message)> Lines => [.. lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
}

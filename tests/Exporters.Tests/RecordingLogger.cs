using Microsoft.Extensions.Logging;

namespace GcWatch.Exporters.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly List<(int Id, LogLevel Level, string Message)> lines = [];

    public IReadOnlyList<(int Id, LogLevel Level, string Message)> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add((eventId.Id, logLevel, formatter(state, exception)));
}

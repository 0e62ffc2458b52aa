using System.Globalization;
using GcWatch.Agent.Options;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace GcWatch.Agent;

/// <summary>Serilog behind the framework's logging interface: text on a terminal, compact JSON elsewhere, always on standard error.</summary>
internal static class AgentLog
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static ILoggerFactory Create(LogOptions options)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Is(options.Level);
        bool isText = options.Format == LogFormat.Text || (options.Format == LogFormat.Auto && !Console.IsErrorRedirected);
        configuration = isText
            ? configuration.WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            : configuration.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
        return new SerilogLoggerFactory(configuration.CreateLogger(), dispose: true);
    }
}

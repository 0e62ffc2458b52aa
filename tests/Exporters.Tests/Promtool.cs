using System.ComponentModel;
using System.Diagnostics;

namespace GcWatch.Exporters.Tests;

/// <summary>Prometheus's own checker of the text format, of rules, and of what rules do.</summary>
internal static class Promtool
{
    public static async Task CheckMetricsAsync(string text)
    {
        (int exitCode, string said) = await RunAsync(text, "check", "metrics");
        Assert.Equal((0, ""), (exitCode, said));
    }

    /// <summary>Runs it to its end, and returns all that it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string input, params string[] arguments)
    {
        using Process promtool = Start(arguments);
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        Task<string> output = promtool.StandardOutput.ReadToEndAsync();
        string said = await promtool.StandardError.ReadToEndAsync() + await output;
        await promtool.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (promtool.ExitCode, said);
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("promtool was not started");
        }
        catch (Win32Exception) when (!IsRequired)
        {
            Assert.Skip("promtool is not installed (package prometheus)");
            throw;
        }
    }

    private static bool IsRequired =>
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("GCWATCH_REQUIRE_PARTS") == "1";
}

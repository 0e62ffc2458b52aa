using System.ComponentModel;
using System.Diagnostics;

namespace GcWatch.Exporters.Tests;

/// <summary>Prometheus's own checker of the text format and its conventions.</summary>
internal static class Promtool
{
    public static async Task CheckMetricsAsync(string text)
    {
        using Process promtool = Start();
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        Task<string> output = promtool.StandardOutput.ReadToEndAsync();
        string complaints = await promtool.StandardError.ReadToEndAsync() + await output;
        await promtool.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("", complaints);
        Assert.Equal(0, promtool.ExitCode);
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"])
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

namespace GcWatch.Agent.Gate;

/// <summary>Where a verdict goes. Standard output belongs to the command.</summary>
/// <param name="IsJson">JSON rather than text.</param>
/// <param name="Annotates">GitHub annotations as well.</param>
/// <param name="JUnitFile">A file for JUnit XML; null for none.</param>
/// <param name="File">A file for the verdict; null for standard error.</param>
internal sealed record GateOutputs(bool IsJson, bool Annotates, string? JUnitFile, string? File)
{
    /// <exception cref="AgentFault">A file cannot be written.</exception>
    public async Task WriteAsync(GateVerdict verdict, int commandExit)
    {
        string text = IsJson ? GateJson.Text(verdict, commandExit) : string.Join('\n', GateText.Lines(verdict, commandExit));
        try
        {
            if (File is null) await Console.Error.WriteLineAsync(text).ConfigureAwait(false);
            else await System.IO.File.WriteAllTextAsync(File, $"{text}\n").ConfigureAwait(false);
            if (JUnitFile is not null) await System.IO.File.WriteAllTextAsync(JUnitFile, JUnitReport.Text(verdict)).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.CannotWrite, $"cannot write the verdict: {refused.Message}");
        }

        if (!Annotates) return;
        foreach (string line in GitHubAnnotations.Lines(verdict)) await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
    }
}

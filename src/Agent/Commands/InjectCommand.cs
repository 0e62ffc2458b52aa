using System.CommandLine;
using System.Text;
using GcWatch.Agent.Inject;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch inject</c>: adds the agent to the pods of a Kubernetes manifest, from standard input to standard output (docs/inject.md).</summary>
internal static class InjectCommand
{
    /// <summary>Some hundred times what a large manifest has; the result is some four times as large, and is held whole.</summary>
    private const int MostBytes = 8 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Create()
    {
        var options = new InjectCommandOptions();
        var command = new Command("inject", "Add the agent as a sidecar to the pods of a Kubernetes manifest: gcwatch inject < deployment.yaml > with-gcwatch.yaml.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Request(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(InjectRequest request, CancellationToken cancellation)
    {
        try
        {
            InjectResult result = Injection.Of(await ReadAsync(cancellation).ConfigureAwait(false), request);
            foreach (string note in result.Notes) await Console.Error.WriteLineAsync($"gcwatch: {note}").ConfigureAwait(false);
            Stream output = Console.OpenStandardOutput();
            await using (output.ConfigureAwait(false)) await output.WriteAsync(Strict.GetBytes(result.Text), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (ManifestFault fault)
        {
            throw new AgentFault(ExitCode.BadInput, fault.Message);
        }
        catch (OutOfMemoryException)
        {
            throw new AgentFault(ExitCode.BadInput, "a document is too large for the memory that gcwatch allows itself: hand it over in pieces");
        }
    }

    private static async Task<string> ReadAsync(CancellationToken cancellation)
    {
        using Stream input = Console.OpenStandardInput();
        using var all = new MemoryStream();
        byte[] piece = new byte[1 << 16];
        for (int read; (read = await input.ReadAsync(piece, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (all.Length + read > MostBytes) throw new ManifestFault("the input is larger than 8 MB: hand it over in pieces");
            await all.WriteAsync(piece.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        try
        {
            return Strict.GetString(all.GetBuffer().AsSpan(0, (int)all.Length));
        }
        catch (DecoderFallbackException)
        {
            throw new ManifestFault("the input is not UTF-8 text");
        }
    }
}

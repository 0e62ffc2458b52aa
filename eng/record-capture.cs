#:package Microsoft.Diagnostics.NETCore.Client
#:property PublishAot=false
#:property GenerateDocumentationFile=false

// Records the raw stream of a capture, for tests/Data/captures: dotnet run eng/record-capture.cs -- PID heap|pools FILE
// heap: a walk of the heap, until it is over. pools: all events of array pools, until the process ends; one that waits at its start goes on.
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

const int BufferMegabytes = 64;
const long HeapWalk = 0x1980001;

var client = new DiagnosticsClient(int.Parse(args[0], CultureInfo.InvariantCulture));
bool isHeap = args[1] == "heap";
EventPipeProvider provider = isHeap
    ? new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Verbose, HeapWalk)
    : new EventPipeProvider("System.Buffers.ArrayPoolEventSource", EventLevel.Verbose, 0);
using EventPipeSession session = await client.StartEventPipeSessionAsync([provider], requestRundown: false, BufferMegabytes, CancellationToken.None);
await using FileStream file = File.Create(args[2]);
await Task.WhenAll(session.EventStream.CopyToAsync(file), GoOnAsync());
Console.WriteLine($"{args[2]}: {file.Length} bytes");

async Task GoOnAsync()
{
    if (!isHeap)
    {
        client.ResumeRuntime();
        return;
    }

    await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
    await session.StopAsync(CancellationToken.None);
}

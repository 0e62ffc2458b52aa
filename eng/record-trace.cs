#:project ../src/Collectors/Collectors.csproj
#:property PublishAot=false
#:property GenerateDocumentationFile=false

// Records the raw stream of the agent's own session: dotnet run eng/record-trace.cs -- PID SECONDS FILE
using System.Globalization;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Decode;

int pid = int.Parse(args[0], CultureInfo.InvariantCulture);
TimeSpan length = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));
ProbeResult probe = await TargetProbe.ProbeAsync(pid, CancellationToken.None);
if (probe.Target is not { } target) throw new InvalidOperationException(probe.Failure?.Explanation);
var settings = new AttachSettings { Copy = File.Create(args[2]) };
var counter = new CountingReceiver();
AttachResult attached = await TargetAttacher.AttachAsync(target, counter, settings, CancellationToken.None);
if (attached.Pump is not { } pump) throw new InvalidOperationException(attached.Failure?.Explanation);
pump.Start();
await Task.Delay(length, TimeProvider.System);
await pump.DisposeAsync();
Console.WriteLine($"{args[2]}: {counter.Count} events of {target.Name} on .NET {target.Runtime.Version}");

internal sealed class CountingReceiver : IGcEventReceiver
{
    public int Count { get; private set; }

    public void Take(GcEvent gcEvent) => Count++;
}

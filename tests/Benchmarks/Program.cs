using BenchmarkDotNet.Running;
using GcWatch.Benchmarks.Live;
using GcWatch.Benchmarks.Nab;

return args switch
{
    ["latency", var pid, var seconds] => await LatencyMeasurement.RunAsync(pid, seconds).ConfigureAwait(false),
    ["nab", var directory] => NabRun.Print(directory),
    _ => Benchmarks(args),
};

static int Benchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(LatencyMeasurement).Assembly).Run(args);
    return 0;
}

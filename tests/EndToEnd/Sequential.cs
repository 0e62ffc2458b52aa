using Xunit.Sdk;
using Xunit.v3;

// Each test has its processes, its timings and two cores to itself.
[assembly: Parallelization(Mode = ParallelMode.None)]

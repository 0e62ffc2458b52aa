using Xunit.Sdk;
using Xunit.v3;

// Two streams on two cores: what mostly waits (class Waiting), and beside it all else, one test after another.
[assembly: Parallelization(Mode = ParallelMode.Collections)]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

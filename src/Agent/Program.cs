using GcWatch.Agent;
using GcWatch.Agent.Commands;

return await CommandLine.RunAsync(args).ConfigureAwait(false);

using GcWatch.Agent.Options;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Baselines;

/// <summary>The baselines' parts, put together: the book, its file, and the history elsewhere if there is one.</summary>
internal sealed class AgentBaselines
{
    /// <summary>The end of the agent has 2 s in all.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(0.8);

    private readonly BaselinesOptions options;
    private readonly BaselineKeeper keeper;
    private readonly BaselineHistoryLoader? loader;
    private readonly TimeProvider time;
    private Task running = Task.CompletedTask;

    /// <param name="options">All of the agent's.</param>
    /// <param name="owner">Who the agent is, as far as it was told.</param>
    /// <param name="history">Where months are kept; null if nowhere.</param>
    /// <param name="time">The agent's clock.</param>
    /// <param name="log">The agent's log.</param>
    public AgentBaselines(AgentOptions options, ServiceKey owner, IBaselineHistory? history, TimeProvider time, ILogger log)
    {
        this.options = options.Baselines;
        this.time = time;
        Book = new BaselineBook(new JudgeClock(time, options.Rules.TimeScale), [.. this.options.Exclude.Select(ExcludedSpan.Parse).OfType<ExcludedSpan>()]);
        keeper = new BaselineKeeper(this.options, Book, owner, time, log);
        // What a server has recorded by the wall clock means nothing to a clock that runs faster.
        if (history is not null && options.Rules.TimeScale == 1) loader = new BaselineHistoryLoader(history, Book, time, log);
        keeper.Load();
    }

    public BaselineBook Book { get; }

    public BaselineVitals Vitals => new()
    {
        Services = Book.Count, SnapshotAge = keeper.Age, SnapshotFailures = keeper.Failures, HistoryAge = loader?.Age, HistoryFailures = loader?.Failures,
    };

    /// <summary>Keeps what is learnt, until <paramref name="stop"/>.</summary>
    public void Start(CancellationToken stop) =>
        running = Task.WhenAll(keeper.RunAsync(stop), loader?.RunAsync(stop) ?? Task.CompletedTask);

    /// <summary>A last snapshot, of what the processes that are not watched any more have handed in. A disk that hangs is not waited for.</summary>
    public async Task FinishAsync()
    {
        try
        {
            await Task.Run(FinishInOwnTimeAsync).WaitAsync(EndPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            keeper.NoteFailure(options.SnapshotFile ?? "", "the disk does not answer");
        }
    }

    private async Task FinishInOwnTimeAsync()
    {
        await running.ConfigureAwait(false);
        keeper.Save();
    }
}

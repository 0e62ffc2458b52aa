using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace GcWatch.Lab.Scenarios.Beyond;

/// <summary>An operation awaits an answer that is not there yet, through four layers; the answer then comes on the same thread.</summary>
internal static class AsyncLayers
{
    public static Scenario Scenario { get; } = new("async-layers", "beyond", "Awaits in each of four layers that only hand on: a state machine on the heap for each.")
    {
        Evidence = Evidence.Live,
        Signal = "sampled allocations of AsyncStateMachineBox",
        Cause = Causes.Async,
        Pace = 50_000,
        Bad = () => new Awaiting(),
        Repaired = () => new HandingOn(),
    };

    /// <summary>An answer that is awaited and given again and again without an allocation. One thread.</summary>
    private sealed class Answer : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> core;

        public ValueTask<int> Ask()
        {
            core.Reset();
            return new ValueTask<int>(this, core.Version);
        }

        public void Give(int value) => core.SetResult(value);

        public int GetResult(short token) => core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            core.OnCompleted(continuation, state, token, flags);
    }

    private sealed class Awaiting : IOperation
    {
        private readonly Answer answer = new();
        private long total;

        public void Operate()
        {
            Task<int> pending = HandleAsync();
            answer.Give(1);
            total += pending.Result;
        }

        private async Task<int> HandleAsync() => await AuthorizeAsync();

        private async Task<int> AuthorizeAsync() => await RetryAsync();

        private async Task<int> RetryAsync() => await QueryAsync();

        private async Task<int> QueryAsync() => await answer.Ask() + 1;
    }

    private sealed class HandingOn : IOperation
    {
        private readonly Answer answer = new();
        private long total;

        public void Operate()
        {
            ValueTask<int> pending = HandleAsync();
            answer.Give(1);
            total += pending.IsCompleted ? pending.Result : 0;
        }

        private ValueTask<int> HandleAsync() => AuthorizeAsync();

        private ValueTask<int> AuthorizeAsync() => RetryAsync();

        private ValueTask<int> RetryAsync() => QueryAsync();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> QueryAsync() => await answer.Ask() + 1;
    }
}

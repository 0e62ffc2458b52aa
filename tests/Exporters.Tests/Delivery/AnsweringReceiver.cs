using System.Collections.Concurrent;
using GcWatch.Exporters.Delivery;

namespace GcWatch.Exporters.Tests.Delivery;

/// <summary>Answers as told, one answer after the other and then always yes; keeps what came. May hold its answers back.</summary>
internal sealed class AnsweringReceiver(params DeliveryOutcome[] answers) : IReceiver<string>
{
    private readonly ConcurrentQueue<DeliveryOutcome> next = new(answers);
    private readonly ConcurrentQueue<string> batches = new();
    private readonly TaskCompletionSource held = new();

    public string Name => "http://alertmanager/";

    public bool IsHeld { get; init; }

    /// <summary>Each attempt, its items with commas.</summary>
    public IReadOnlyList<string> Batches => [.. batches];

    public void LetGo() => held.TrySetResult();

    public async Task<DeliveryOutcome> DeliverAsync(IReadOnlyList<string> batch, CancellationToken cancellationToken)
    {
        batches.Enqueue(string.Join(',', batch));
        if (IsHeld) await held.Task.WaitAsync(cancellationToken);
        return next.TryDequeue(out DeliveryOutcome? answer) ? answer : new DeliveryOutcome.Accepted();
    }
}

namespace GcWatch.Exporters.Delivery;

/// <summary>Where batches are delivered to. Called by one loop, never twice at once.</summary>
public interface IReceiver<TItem>
{
    /// <summary>As the log has it.</summary>
    string Name { get; }

    /// <summary>One attempt. An ordinary failure is an outcome, not an exception.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> asked to give up.</exception>
    Task<DeliveryOutcome> DeliverAsync(IReadOnlyList<TItem> batch, CancellationToken cancellationToken);
}

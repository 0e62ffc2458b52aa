namespace GcWatch.Exporters.Delivery;

/// <summary>What an attempt to deliver a batch came to. A closed set.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The receiver has it.</summary>
    public sealed record Accepted : DeliveryOutcome;

    /// <summary>The receiver does not want it, and would not want it at another time.</summary>
    /// <param name="Reason">What it said.</param>
    public sealed record Refused(string Reason) : DeliveryOutcome;

    /// <summary>The receiver could not take it now.</summary>
    /// <param name="Reason">What went wrong.</param>
    /// <param name="RetryAfter">When it wants to be asked again; null if it did not say.</param>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : DeliveryOutcome;
}

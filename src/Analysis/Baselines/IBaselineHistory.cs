namespace GcWatch.Analysis.Baselines;

/// <summary>Where the hours of a service are kept that this agent has not seen itself.</summary>
public interface IBaselineHistory
{
    /// <summary>All hours that are known from <paramref name="from"/> to <paramref name="until"/>, by signal, oldest first.</summary>
    /// <exception cref="BaselineHistoryException">The history cannot be had now; the message says why.</exception>
    Task<IReadOnlyList<HistoryHour>> LoadAsync(ServiceKey service, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);
}

/// <summary>The history cannot be had now: an ordinary failure, to be tried again.</summary>
public sealed class BaselineHistoryException(string message, Exception? cause = null) : Exception(message, cause);

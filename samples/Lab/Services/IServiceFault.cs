namespace GcWatch.Lab.Services;

/// <summary>What goes wrong, or only seems to, in a service from a set moment on. One thread.</summary>
internal interface IServiceFault
{
    /// <summary>How many times its usual allocation rate the service has now.</summary>
    double RateFactor => 1;

    /// <summary>How many times its usual live heap the service wants now.</summary>
    double HeapFactor => 1;

    /// <summary>Called in each slice of the service's work from that moment on.</summary>
    /// <param name="age">Time since that moment.</param>
    void Advance(TimeSpan age);
}

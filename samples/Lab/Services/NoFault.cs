namespace GcWatch.Lab.Services;

/// <summary>Nothing goes wrong.</summary>
internal sealed class NoFault : IServiceFault
{
    public void Advance(TimeSpan age)
    {
        // Every day is like the other.
    }
}

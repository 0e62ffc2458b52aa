namespace GcWatch.Agent.Commands;

/// <summary>Standard output that cannot take any more. .NET gives the system's error number as the exception's HResult.</summary>
internal static class OutputFault
{
    private const int FileTooLarge = 27;
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    public static bool IsOne(IOException fault) => fault.HResult is FileTooLarge or NoSpaceLeft or QuotaExceeded;
}

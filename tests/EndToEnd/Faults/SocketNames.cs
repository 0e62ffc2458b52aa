using System.Globalization;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>Names of diagnostic sockets.</summary>
internal static class SocketNames
{
    public static string Of(int pid) => Of(pid, ProcessTable.StartTicks(pid));

    public static string Of(int pid, long startTicks) => string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{pid}-{startTicks}-socket");
}

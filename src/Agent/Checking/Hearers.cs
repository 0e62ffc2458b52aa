using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>Who hears of an alert, as deploy/alertmanager routes it.</summary>
internal static class Hearers
{
    public static string Of(AlertSeverity severity, bool paging) => severity switch
    {
        AlertSeverity.Critical => paging ? "phone and chat" : "chat (and the phone, once paging is on)",
        AlertSeverity.Warning => "chat",
        AlertSeverity.Ticket => "ticket",
        AlertSeverity.Notice => "WeCom, in working hours",
        AlertSeverity.Info => "nobody: dashboard only",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not one of the closed set"),
    };
}

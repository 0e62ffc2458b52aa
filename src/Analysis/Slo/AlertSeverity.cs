namespace GcWatch.Analysis.Slo;

/// <summary>Who hears of an alert: the routes of deploy/alertmanager go by it.</summary>
public enum AlertSeverity
{
    /// <summary>Phone and chat, once paging is switched on.</summary>
    Critical,

    /// <summary>Chat.</summary>
    Warning,

    /// <summary>A ticket.</summary>
    Ticket,

    /// <summary>WeCom, in working hours.</summary>
    Notice,

    /// <summary>Nobody: for the dashboard.</summary>
    Info,
}

public static class AlertSeverities
{
    /// <summary>As in the label <c>severity</c>.</summary>
    public static string Label(this AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Warning => "warning",
        AlertSeverity.Ticket => "ticket",
        AlertSeverity.Notice => "notice",
        AlertSeverity.Info => "info",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not one of the closed set"),
    };
}

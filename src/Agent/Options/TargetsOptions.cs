using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>Which processes are watched, and by which of three ways they are found: all of this user's unless told otherwise.</summary>
public sealed class TargetsOptions
{
    /// <summary>Only the process with this id. Default: any.</summary>
    [Range(1, int.MaxValue)]
    public int? Pid { get; init; }

    /// <summary>Only processes whose managed program matches this pattern (* and ?). Default: any but build tools.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The diagnostic socket of one runtime; it may come later, and may come again. Default: none.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? Socket { get; init; }

    /// <summary>
    /// A path to listen on as a diagnostic port, for any number of targets with DOTNET_DiagnosticPorts=PATH,nosuspend. Default: none.
    /// </summary>
    [StringLength(107, MinimumLength = 1)]
    public string? Listen { get; init; }

    /// <summary>Who may connect to the diagnostic port: the socket's permissions in octal. Default 660, the owner and the group.</summary>
    [RegularExpression("^[0-7]{3}$")]
    public string ListenMode { get; init; } = "660";

    /// <summary><see cref="ListenMode"/> as the file system takes it.</summary>
    public UnixFileMode SocketMode() => (UnixFileMode)Convert.ToInt32(ListenMode, 8);

    /// <summary>Look for the sockets of running processes. Default: true, unless Pid, Socket or Listen is given.</summary>
    [JsonConverter(typeof(TextBooleanConverter))]
    public bool? Scan { get; init; }

    /// <summary>
    /// Only processes that one of these rules selects: name:PATTERN, cmd:PATTERN or env:VARIABLE=PATTERN (* and ?; a rule without a
    /// kind is a name). A list, or a text with semicolons. Default: any but build tools.
    /// </summary>
    [SelectionRules]
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>No process that one of these rules selects, whatever else does. Default: none.</summary>
    [SelectionRules]
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The most processes to watch at once, 1 to 1000; further ones wait. Default 250.</summary>
    [Range(1, 1000)]
    public int Limit { get; init; } = 250;

    /// <summary>How often to look for new processes, 100 ms to 1 min. Default 500 ms.</summary>
    [DurationRange("00:00:00.1", "00:01:00")]
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromMilliseconds(500);
}

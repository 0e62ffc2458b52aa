using System.Globalization;
using System.Text.RegularExpressions;
using GcWatch.TestKit;
using GcWatch.TestKit.Receivers;

namespace GcWatch.EndToEnd.Alerting;

/// <summary>
/// deploy/alertmanager/alertmanager.yml as it is shipped, with the least that a test must put in its place: where the receivers are and their
/// secrets; the waits, divided by the time scale; the days of the working and of the quiet hours. Routes, groups, inhibition, texts and
/// everything else of the receivers stay.
/// </summary>
/// <param name="receiver">Who is told.</param>
/// <param name="scale">How many seconds of the rules pass in a second.</param>
/// <param name="isWorkingTime">Whether the working hours are now; the quiet hours never are.</param>
internal sealed partial class ShippedRouting(WebhookReceiver receiver, double scale, bool isWorkingTime)
{
    /// <summary>For the phone of the namespace payments; as long as PagerDuty's keys are.</summary>
    public const string OtherRoutingKey = "fedcba9876543210fedcba9876543210";

    private const string Zone = "Asia/Shanghai";
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);

    private static string Folder => Repository.PathOf("deploy", "alertmanager");

    public async Task<AlertmanagerServer> StartAsync() => await AlertmanagerServer.StartAsync(await TextAsync(), files: new Dictionary<string, string>
    {
        ["gcwatch.tmpl"] = await File.ReadAllTextAsync(Path.Combine(Folder, "gcwatch.tmpl")),
        ["pagerduty-routing-key"] = WebhookReceiver.RoutingKey,
        ["payments-pagerduty-routing-key"] = OtherRoutingKey,
        ["chat-token"] = "chat-token",
        ["ticket-token"] = "ticket-token",
    });

    private async Task<string> TextAsync()
    {
        string text = (await File.ReadAllTextAsync(Path.Combine(Folder, "alertmanager.yml")))
            .Replace("/etc/alertmanager/secrets", AlertmanagerServer.Folder, StringComparison.Ordinal)
            .Replace("wechat_api_corp_id: set-me", $"wechat_api_corp_id: {WebhookReceiver.Corporation}\n  wechat_api_url: {receiver.WeComUrl}", StringComparison.Ordinal)
            .Replace("wechat_api_secret: set-me", $"wechat_api_secret: {WebhookReceiver.Secret}\n  pagerduty_url: {receiver.PagerDutyUrl}", StringComparison.Ordinal);
        text = Hook.Replace(text, hook => receiver.HookUrl(hook.Groups["channel"].Value).AbsoluteUri);
        text = Wait.Replace(text, wait => $"{wait.Groups["which"].Value}: {Scaled(wait.Groups["number"].Value, wait.Groups["unit"].Value)}ms");
        text = Weekdays.Replace(text, $"weekdays: [{Days(isWorkingTime ? 0 : 3)}]\n");
        return QuietTimes.Replace(text, $"- name: quiet-hours\n    time_intervals:\n      - location: {Zone}\n        weekdays: [{Days(3)}]\n");
    }

    /// <summary>Two days, for where a test runs over midnight.</summary>
    private static string Days(int after)
    {
        DateTimeOffset there = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Zone)).AddDays(after);
        return string.Create(CultureInfo.InvariantCulture, $"'{there:dddd}', '{there.AddDays(1):dddd}'").ToLowerInvariant();
    }

    private long Scaled(string number, string unit)
    {
        double wait = double.Parse(number, CultureInfo.InvariantCulture);
        TimeSpan whole = unit switch { "s" => TimeSpan.FromSeconds(wait), "m" => TimeSpan.FromMinutes(wait), _ => TimeSpan.FromHours(wait) };
        return (long)Math.Max(LeastWait.TotalMilliseconds, (whole / scale).TotalMilliseconds);
    }

    [GeneratedRegex("""http://(?<channel>[a-z-]+)-bridge\S+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hook { get; }

    [GeneratedRegex("""(?<which>group_wait|group_interval|repeat_interval): (?<number>\d+)(?<unit>[smh])""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wait { get; }

    /// <summary>With the hours that follow.</summary>
    [GeneratedRegex("""weekdays: .+\n +times: .+\n""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weekdays { get; }

    [GeneratedRegex("""- name: quiet-hours\n +time_intervals:\n +- location: .+\n +times: .+\n""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuietTimes { get; }
}

using System.Collections.Concurrent;
using System.Text.Json;

namespace GcWatch.TestKit.Receivers;

/// <summary>
/// Those whom Alertmanager tells, each by its published contract: webhooks at /hook/NAME (chat, ticket), PagerDuty and WeCom. What breaks
/// a contract is refused as the real one does, and kept.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Corporation = "ww0123456789abcdef";
    public const string Secret = "wecom-secret";

    /// <summary>32 characters.</summary>
    public const string RoutingKey = "0123456789abcdef0123456789abcdef";

    private const string HookPath = "/hook/";

    private readonly WeComContract weCom = new(Corporation, Secret);
    private readonly ConcurrentQueue<Notification> notifications = new();
    private readonly ConcurrentQueue<string> breaches = new();
    private readonly HttpReceiver receiver;

    private WebhookReceiver() => receiver = HttpReceiver.Start(Answer);

    /// <summary>All that were taken, in their order.</summary>
    public IReadOnlyList<Notification> Notifications => [.. notifications];

    /// <summary>What broke a contract: none, if all is well.</summary>
    public IReadOnlyList<string> Breaches => [.. breaches];

    /// <summary>For <c>pagerduty_configs: url</c>.</summary>
    public Uri PagerDutyUrl => new(receiver.Url, PagerDutyContract.Path);

    /// <summary>For <c>wechat_configs: api_url</c>.</summary>
    public Uri WeComUrl => new(receiver.Url, "/cgi-bin/");

    public static WebhookReceiver Start() => new();

    /// <summary>For <c>webhook_configs: url</c>.</summary>
    public Uri HookUrl(string channel) => new(receiver.Url, HookPath + channel);

    /// <summary>What one receiver was told.</summary>
    public IReadOnlyList<Notification> To(string channel) => [.. notifications.Where(notification => notification.Channel == channel)];

    /// <summary>Waits until a receiver has been told something.</summary>
    public Task<IReadOnlyList<Notification>> HearsAsync(string channel, Func<Notification, bool> isIt, TimeSpan? within = null) =>
        Eventually.ReadsAsync($"{channel} is told", () => Task.FromResult(To(channel)), told => told.Any(isIt), within);

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    private ReceiverAnswer Answer(ReceivedRequest request)
    {
        if (request.Path == WeComContract.TokenPath) return weCom.Grant(request);
        Reception reception = Receive(request);
        if (reception.Taken is { } taken) notifications.Enqueue(taken);
        if (reception.Breach is { } breach) breaches.Enqueue($"{request.Path}: {breach}");
        return reception.Answer;
    }

    private static Reception Receive(ReceivedRequest request)
    {
        try
        {
            if (request.Path.StartsWith(HookPath, StringComparison.Ordinal)) return WebhookContract.Judge(request.Path[HookPath.Length..], request);
            return request.Path switch
            {
                PagerDutyContract.Path => PagerDutyContract.Judge(request),
                WeComContract.SendPath => WeComContract.Judge(request),
                _ => Reception.Refuse("no such route", new ReceiverAnswer(404)),
            };
        }
        catch (JsonException malformed)
        {
            return Reception.Refuse(malformed.Message, new ReceiverAnswer(400));
        }
    }
}

using System.Net;
using System.Text;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters.Alertmanager;
using GcWatch.TestKit;
using GcWatch.TestKit.Receivers;

namespace GcWatch.Exporters.Tests.Alertmanager;

/// <summary>The receivers of the tests take what a real Alertmanager sends, and refuse what their contracts forbid.</summary>
public sealed class WebhookReceiverTests
{
    private readonly ToldTarget target = new();
    private readonly RecordingLogger<AlertmanagerSink> log = new();

    [Fact]
    public async Task What_the_agent_says_reaches_phone_chat_and_WeCom_and_its_end_too()
    {
        await using WebhookReceiver receiver = WebhookReceiver.Start();
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync(Configuration(receiver));
        await using AlertmanagerSink? sink = AlertmanagerSink.Open(
            new AlertmanagerOptions { Urls = [server.Url.AbsoluteUri] }, new Uri("http://127.0.0.1:9464/"), TimeProvider.System, log);
        Assert.NotNull(sink);

        sink.Take(target.At(10, ToldTarget.Firing(RuleKind.StuckPause)));
        await receiver.HearsAsync("chat", told => told is { Status: "firing", AlertNames: ["GcWatchStuckPause"] });
        await receiver.HearsAsync("pagerduty", told => told.Status == "firing");
        await receiver.HearsAsync("wecom", told => told.Text.Contains("GcWatchStuckPause", StringComparison.Ordinal));
        sink.Take(target.At(11, ToldTarget.Good(RuleKind.StuckPause)));
        await receiver.HearsAsync("chat", told => told.Status == "resolved");
        await receiver.HearsAsync("pagerduty", told => told.Status == "resolved");

        Assert.Empty(receiver.Breaches);
    }

    [Theory]
    [InlineData("hook/chat", """{"version":"3"}""", 400)]
    [InlineData("hook/chat", "no JSON", 400)]
    [InlineData("v2/enqueue", """{"routing_key":"short","event_action":"trigger"}""", 400)]
    [InlineData("v2/enqueue", """{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"resolve"}""", 400)]
    [InlineData("v2/enqueue", """{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","payload":{"summary":"s","source":"x","severity":"loud"}}""", 400)]
    [InlineData("cgi-bin/message/send?access_token=wrong", """{"touser":"@all"}""", 200)]
    [InlineData("elsewhere", "{}", 404)]
    public async Task What_breaks_a_contract_is_refused_and_kept(string path, string body, int status)
    {
        await using WebhookReceiver receiver = WebhookReceiver.Start();
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri(receiver.PagerDutyUrl, "/" + path), content);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Single(receiver.Breaches);
        Assert.Empty(receiver.Notifications);
    }

    private static string Configuration(WebhookReceiver receiver) => $$"""
        route: { receiver: all, group_by: [alertname], group_wait: 100ms, group_interval: 500ms, repeat_interval: 1h }
        receivers:
          - name: all
            webhook_configs: [ { url: "{{receiver.HookUrl("chat")}}", send_resolved: true } ]
            pagerduty_configs: [ { url: "{{receiver.PagerDutyUrl}}", routing_key: "{{WebhookReceiver.RoutingKey}}", severity: critical } ]
            wechat_configs:
              - { api_url: "{{receiver.WeComUrl}}", corp_id: "{{WebhookReceiver.Corporation}}", api_secret: "{{WebhookReceiver.Secret}}", agent_id: "1000002", to_user: "@all" }

        """;
}

using System.Text;
using System.Text.Json;

namespace GcWatch.TestKit.Receivers;

/// <summary>
/// WeCom's application API: GET gettoken with corpid and corpsecret, then POST message/send with the token; a message has a receiver
/// (touser, toparty or totag), an agent id, and text or markdown of at most 2048 bytes. Always 200, with errcode 0 or another. From
/// https://developer.work.weixin.qq.com/document/path/91039 (token) and …/path/90236 (messages).
/// </summary>
internal sealed class WeComContract(string corporation, string secret)
{
    public const string TokenPath = "/cgi-bin/gettoken";
    public const string SendPath = "/cgi-bin/message/send";

    private const int MostBytes = 2048;
    private const string Token = "test-access-token";

    private static readonly string[] Receivers = ["touser", "toparty", "totag"];
    private static readonly string[] Kinds = ["text", "markdown"];

    public ReceiverAnswer Grant(ReceivedRequest request)
    {
        Dictionary<string, string> query = Query(request);
        if (query.GetValueOrDefault("corpid") != corporation) return Error(40013, "invalid corpid");
        return query.GetValueOrDefault("corpsecret") != secret
            ? Error(40001, "invalid credential")
            : new ReceiverAnswer(200, $$"""{"errcode":0,"errmsg":"ok","access_token":"{{Token}}","expires_in":7200}""");
    }

    public static Reception Judge(ReceivedRequest request)
    {
        if (request.Method != "POST") return Refuse(43002, "require POST method");
        if (Query(request).GetValueOrDefault("access_token") != Token) return Refuse(40014, "invalid access_token");
        using JsonDocument document = JsonDocument.Parse(request.Body);
        JsonElement root = document.RootElement;
        if (Receivers.All(name => Text(root, name).Length == 0)) return Refuse(40056, "no receiver");
        if (!root.TryGetProperty("agentid", out JsonElement agent) || !int.TryParse(agent.ToString(), out _)) return Refuse(40056, "invalid agentid");
        string kind = Text(root, "msgtype");
        if (!Kinds.Contains(kind)) return Refuse(40008, "invalid message type");
        string content = root.TryGetProperty(kind, out JsonElement body) ? Text(body, "content") : "";
        if (Encoding.UTF8.GetByteCount(content) is 0 or > MostBytes) return Refuse(45002, "content size out of limit");
        return Reception.Of(new Notification("wecom", "firing", [], content), new ReceiverAnswer(200, """{"errcode":0,"errmsg":"ok","invaliduser":""}"""));
    }

    private static Reception Refuse(int code, string what) => Reception.Refuse(what, Error(code, what));

    private static ReceiverAnswer Error(int code, string what) => new(200, $$"""{"errcode":{{code}},"errmsg":"{{what}}"}""");

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static Dictionary<string, string> Query(ReceivedRequest request) => request.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
        .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
}

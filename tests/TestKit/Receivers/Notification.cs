namespace GcWatch.TestKit.Receivers;

/// <summary>One notification that a receiver took.</summary>
/// <param name="Channel">The receiver: the name after /hook/, or pagerduty, or wecom.</param>
/// <param name="Status">firing or resolved; firing where the contract has no such word.</param>
/// <param name="AlertNames">The alerts in it, where the contract names them.</param>
/// <param name="Text">What a person reads; the whole payload of a webhook.</param>
public sealed record Notification(string Channel, string Status, IReadOnlyList<string> AlertNames, string Text);

/// <summary>Either a notification with its answer, or what is wrong.</summary>
public sealed record Reception(ReceiverAnswer Answer, Notification? Taken, string? Breach)
{
    public static Reception Of(Notification taken, ReceiverAnswer answer) => new(answer, taken, null);

    public static Reception Refuse(string breach, ReceiverAnswer answer) => new(answer, null, breach);
}

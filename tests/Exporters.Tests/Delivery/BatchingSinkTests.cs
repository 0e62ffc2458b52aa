using GcWatch.Exporters.Delivery;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Delivery;

public sealed class BatchingSinkTests : IDisposable
{
    private static readonly BatchLimits Limits = new(Waiting: 4, Batch: 3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private static readonly DeliveryOutcome Away = new DeliveryOutcome.Unavailable("connection refused", null);

    private readonly HurriedTime time = new();
    private readonly NotificationCounts counts = new();
    private readonly RecordingLogger<BatchingSinkTests> log = new();

    public void Dispose() => counts.Dispose();

    [Fact]
    public async Task What_is_offered_is_delivered_in_batches_and_in_order()
    {
        var receiver = new AnsweringReceiver();
        await using BatchingSink<string, string> sink = Sink(receiver);
        foreach (string key in new[] { "a", "b", "c", "d" }) sink.Offer(key, key + "1");
        sink.Start();
        await Eventually.HoldsAsync("all sent", () => counts.Sent == 4);
        Assert.Equal(["a1,b1,c1", "d1"], receiver.Batches);
    }

    [Fact]
    public async Task A_newer_state_takes_the_place_of_the_one_that_waits()
    {
        var receiver = new AnsweringReceiver();
        await using BatchingSink<string, string> sink = Sink(receiver);
        foreach ((string key, string item) in new[] { ("a", "a1"), ("b", "b1"), ("a", "a2") }) sink.Offer(key, item);
        sink.Start();
        await Eventually.HoldsAsync("all sent", () => counts.Sent == 2);
        Assert.Equal(["a2,b1"], receiver.Batches);
    }

    [Fact]
    public async Task What_comes_during_an_attempt_that_fails_is_the_state_that_is_tried_again()
    {
        var receiver = new AnsweringReceiver(Away) { IsHeld = true };
        await using BatchingSink<string, string> sink = Sink(receiver);
        sink.Offer("a", "a1");
        sink.Offer("b", "b1");
        sink.Start();
        await Eventually.HoldsAsync("an attempt", () => receiver.Batches.Count == 1);
        sink.Offer("a", "a2");
        receiver.LetGo();
        await Eventually.HoldsAsync("all sent", () => counts.Sent == 2);
        Assert.Equal(["a1,b1", "b1,a2"], receiver.Batches);
        Assert.Equal((2, 0), (counts.Failed, counts.Dropped));
    }

    [Fact]
    public async Task Waits_double_up_to_the_longest_and_begin_anew_after_a_success()
    {
        var receiver = new AnsweringReceiver([.. Enumerable.Repeat(Away, 8), new DeliveryOutcome.Accepted(), Away]);
        await using BatchingSink<string, string> sink = Sink(receiver);
        sink.Start();
        sink.Offer("a", "a1");
        await Eventually.HoldsAsync("sent", () => counts.Sent == 1);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], time.Waits);
        sink.Offer("a", "a2");
        await Eventually.HoldsAsync("sent", () => counts.Sent == 2);
        Assert.Equal(1, time.Waits[^1]);
        Assert.Equal([2011, 2012, 2011, 2012], log.Lines.Select(line => line.Id));
    }

    [Theory]
    [InlineData(17, 17)]
    [InlineData(0.1, 1)]
    [InlineData(-5, 1)]
    [InlineData(3600, 60)]
    public async Task A_receiver_s_wish_is_waited_for_within_bounds(double wishSeconds, double waited)
    {
        var receiver = new AnsweringReceiver(new DeliveryOutcome.Unavailable("429", TimeSpan.FromSeconds(wishSeconds)));
        await using BatchingSink<string, string> sink = Sink(receiver);
        sink.Offer("a", "a1");
        sink.Start();
        await Eventually.HoldsAsync("sent", () => counts.Sent == 1);
        Assert.Equal(waited, Assert.Single(time.Waits));
    }

    [Fact]
    public async Task What_is_refused_is_dropped_counted_and_said_once()
    {
        var receiver = new AnsweringReceiver(new DeliveryOutcome.Refused("400 bad label"), new DeliveryOutcome.Refused("400 bad label"));
        await using BatchingSink<string, string> sink = Sink(receiver);
        sink.Start();
        sink.Offer("a", "a1");
        await Eventually.HoldsAsync("dropped", () => counts.Dropped == 1);
        sink.Offer("b", "b1");
        await Eventually.HoldsAsync("dropped", () => counts.Dropped == 2);
        sink.Offer("c", "c1");
        await Eventually.HoldsAsync("sent", () => counts.Sent == 1);
        Assert.Equal(["a1", "b1", "c1"], receiver.Batches);
        Assert.Equal("http://alertmanager/ refuses notifications, which are dropped: 400 bad label; further refusals are only counted", Assert.Single(log.Lines).Message);
    }

    [Fact]
    public async Task What_has_no_room_is_dropped_and_counted_but_a_newer_state_of_what_waits_has()
    {
        var receiver = new AnsweringReceiver();
        await using BatchingSink<string, string> sink = Sink(receiver);
        foreach (string key in new[] { "a", "b", "c", "d", "e" }) sink.Offer(key, key + "1");
        sink.Offer("d", "d2");
        sink.Start();
        await Eventually.HoldsAsync("sent", () => counts.Sent == 4);
        Assert.Equal(["a1,b1,c1", "d2"], receiver.Batches);
        Assert.Equal(1, counts.Dropped);
    }

    [Fact]
    public async Task At_the_end_what_waits_is_sent()
    {
        var receiver = new AnsweringReceiver();
        await using BatchingSink<string, string> sink = new(receiver, Limits, counts, TimeProvider.System, log);
        sink.Start();
        foreach (string key in new[] { "a", "b", "c", "d" }) sink.Offer(key, key + "1");
        await sink.StopAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((4, 0), (counts.Sent, counts.Dropped));
    }

    [Fact]
    public async Task The_end_does_not_wait_out_a_back_off()
    {
        var receiver = new AnsweringReceiver([.. Enumerable.Repeat(Away, 5)]);
        await using BatchingSink<string, string> sink = new(receiver, Limits with { ShortestWait = TimeSpan.FromMinutes(1) }, counts, TimeProvider.System, log);
        sink.Start();
        sink.Offer("a", "a1");
        await Eventually.HoldsAsync("it waits", () => log.Lines.Count == 1);
        await sink.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(TimeSpan.FromSeconds(8));
        Assert.Equal((2, 1), (receiver.Batches.Count, counts.Dropped));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_does_not_keep_the_end()
    {
        var receiver = new AnsweringReceiver { IsHeld = true };
        await using BatchingSink<string, string> sink = new(receiver, Limits, counts, TimeProvider.System, log);
        sink.Start();
        foreach (string key in new[] { "a", "b", "c", "d" }) sink.Offer(key, key + "1");
        await sink.StopAsync(TimeSpan.FromMilliseconds(100)).WaitAsync(TimeSpan.FromSeconds(8));
        Assert.Equal((0, 4), (counts.Sent, counts.Dropped));
    }

    private BatchingSink<string, string> Sink(AnsweringReceiver receiver) => new(receiver, Limits, counts, time, log);
}

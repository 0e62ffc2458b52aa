using System.Diagnostics;
using System.Globalization;
using GcWatch.RuleCost;

// Writes series into a Prometheus from the past on, and where a feed's end lies ahead, as time goes on; times in seconds since 1970:
// RuleCost URL FEED... with FEED = TEMPLATE,SERVICES,PODS,START,END,STEP
var writer = new RemoteWriter(new Uri(args[0]));
Feed[] feeds = [.. args[1..].Select(Feed.Parse)];
long end = feeds.Max(feed => feed.End);
var clock = Stopwatch.StartNew();
long samples = 0;
bool isCaughtUp = false;
for (long start = feeds.Min(feed => feed.Start); start < end;)
{
    long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    long until = Math.Min(Math.Min(start + Feed.Chunk, now), end);
    if (until - start >= Math.Min(Feed.Chunk, feeds.Min(feed => feed.Step)))
    {
        foreach (Feed feed in feeds) samples += await feed.WriteAsync(writer, start, until);
        start = until;
    }
    else
    {
        if (!isCaughtUp) Say("caught up");
        isCaughtUp = true;
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
    }
}

Say("done");

void Say(string state) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{state}: {feeds.Sum(feed => feed.Series)} series, {samples} samples in {clock.Elapsed.TotalSeconds:0.0} s"));

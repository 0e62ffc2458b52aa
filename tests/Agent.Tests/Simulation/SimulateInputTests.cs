using GcWatch.Agent.Tests.Commands;

namespace GcWatch.Agent.Tests.Simulation;

public sealed class SimulateInputTests
{
    private const string Labels = "series,kind,from,to,factor";

    [Fact]
    public async Task A_directory_of_labelled_series_is_scored()
    {
        using SeriesFolder folder = new SeriesFolder().WithADay();
        CommandRun run = await folder.ScoreAsync("--detector", "all");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("labelled: 0 leaks, 0 bursts", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop.csv is not a series: its first line names no timestamp column or no signal (docs/detection.md)", "time,allocation_bytes_per_second", "1,1")]
    [InlineData("shop.csv is not a series: its first line names no timestamp column or no signal (docs/detection.md)", "timestamp,cpu", "1,1")]
    [InlineData("shop.csv has no row that can be read", "timestamp,pause_p99_seconds")]
    [InlineData("shop.csv has no row that can be read", "timestamp,pause_p99_seconds", "yesterday,0.1")]
    [InlineData("shop.csv is empty")]
    public async Task A_file_that_is_no_series_is_said_in_one_line(string complaint, params string[] lines)
    {
        using SeriesFolder folder = new SeriesFolder().With("shop.csv", lines).With("labels.csv", Labels);
        AssertComplaint(complaint, await folder.ScoreAsync());
    }

    [Theory]
    [InlineData("labels.csv must begin with the line series,kind,from,to,factor", "series,from,to")]
    [InlineData("labels.csv must begin with the line series,kind,from,to,factor")]
    [InlineData("labels.csv line 2 is not a label: shop,fire,1,2,3", Labels, "shop,fire,1,2,3")]
    [InlineData("labels.csv line 3 is not a label: shop,leak,2026-03-01T02:00Z,2026-03-01T01:00Z,0.1", Labels, "", "shop,leak,2026-03-01T02:00Z,2026-03-01T01:00Z,0.1")]
    [InlineData("labels.csv names a series pub that has no file", Labels, "pub,leak,1,2,3")]
    public async Task Labels_that_cannot_be_read_are_said_in_one_line(string complaint, params string[] lines)
    {
        using SeriesFolder folder = new SeriesFolder().WithADay().With("labels.csv", lines);
        AssertComplaint(complaint, await folder.ScoreAsync());
    }

    [Fact]
    public async Task A_directory_without_labels_is_said_in_one_line()
    {
        using SeriesFolder folder = new SeriesFolder().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(3)]);
        AssertComplaint($"{folder.Path} has no labels.csv", await folder.ScoreAsync());
    }

    [Fact]
    public async Task An_empty_directory_is_said_in_one_line()
    {
        using var folder = new SeriesFolder();
        AssertComplaint($"{folder.Path} has no series (*.csv)", await folder.ScoreAsync());
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_said_in_one_line() => AssertComplaint(
        "cannot read /no/such/directory: there is no such directory", await CommandRun.OfAsync("simulate", "--input", "/no/such/directory"));

    [Fact]
    public async Task Rows_that_cannot_be_read_or_go_back_are_left_out_and_counted()
    {
        using SeriesFolder folder = new SeriesFolder().WithADay().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(9), .. SeriesFolder.Minutes(2), "never,1,1,1,1,1,1"]);
        CommandRun run = await folder.ScoreAsync();
        Assert.Equal((ExitCode.Done, "gcwatch: shop.csv: 3 rows could not be read or went back in time, and were left out\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_file_whose_rows_go_backwards_is_said_in_one_line()
    {
        using SeriesFolder folder = new SeriesFolder().WithADay().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(9).Reverse()]);
        AssertComplaint("shop.csv: 8 rows could not be read or went back in time, more than could", await folder.ScoreAsync());
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("inf")]
    [InlineData("-1")]
    [InlineData("n/a")]
    public async Task A_cell_that_is_no_number_is_not_measured(string cell)
    {
        using SeriesFolder folder = new SeriesFolder().WithADay().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(9), $"1772324000,90000,{cell},{cell},{cell},{cell},{cell}"]);
        Assert.Equal((ExitCode.Done, ""), await folder.ScoreAsync() is var run ? (run.ExitCode, run.Error) : default);
    }

    [Fact]
    public async Task A_step_of_five_minutes_is_read_and_said()
    {
        using SeriesFolder folder = WithStep(5);
        CommandRun run = await folder.ScoreAsync();
        Assert.Equal((ExitCode.Done, "gcwatch: shop.csv: its rows are 5 min apart, and each counts as one minute\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_wider_step_is_said_in_one_line()
    {
        using SeriesFolder folder = WithStep(60);
        AssertComplaint("shop.csv: its rows are 60 min apart, and rules of minutes need 5 or fewer", await folder.ScoreAsync());
    }

    [Fact]
    public async Task A_gap_is_no_step()
    {
        using SeriesFolder folder = new SeriesFolder().WithADay().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(500), .. SeriesFolder.Minutes(500, from: 900)]);
        Assert.Equal((ExitCode.Done, ""), await folder.ScoreAsync() is var run ? (run.ExitCode, run.Error) : default);
    }

    [Theory]
    [InlineData("--seeds must be a number or a span such as 1-8, not 8-1", "--seeds", "8-1")]
    [InlineData("--seeds must be a number or a span such as 1-8, not x", "--seeds", "x")]
    [InlineData("--days must be at least 5 more than --warm-up-days", "--days", "12")]
    [InlineData("--services must be between 1 and 10000", "--services", "0")]
    [InlineData("--warm-up-days must be between 0 and 365", "--warm-up-days", "-1")]
    public async Task A_wrong_plan_is_said_in_one_line(string complaint, params string[] options)
    {
        CommandRun run = await CommandRun.OfAsync(["simulate", .. options]);
        Assert.Equal((ExitCode.Usage, $"gcwatch: {complaint}\n", ""), (run.ExitCode, run.Error, run.Output));
    }

    private static SeriesFolder WithStep(int minutes) =>
        new SeriesFolder().WithADay().With("shop.csv", [SeriesFolder.Header, .. SeriesFolder.Minutes(1440).Where((_, at) => at % minutes == 0)]);

    private static void AssertComplaint(string complaint, CommandRun run) =>
        Assert.Equal((ExitCode.BadInput, $"gcwatch: {complaint}\n", ""), (run.ExitCode, run.Error, run.Output));
}

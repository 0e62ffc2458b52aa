using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>How the files are written, and how the dashboards look.</summary>
public sealed class DashboardFormTests
{
    private const int Columns = 24;

    [Fact]
    public void There_are_five_and_a_file_is_named_after_its_fixed_uid()
    {
        Assert.Equal(["gcwatch-agent", "gcwatch-fleet", "gcwatch-memory", "gcwatch-portrait", "gcwatch-slo"], Dashboard.All.Select(dashboard => dashboard.Uid));
        Assert.All(Dashboard.All, dashboard => Assert.Equal($"{dashboard.Uid}.json", dashboard.FileName));
    }

    /// <summary>So that a change in Grafana is a change of a few lines here; GCWATCH_ACCEPT=1 puts an export into this form.</summary>
    [Fact]
    public void The_files_are_in_one_form_without_what_changes_by_itself() =>
        Assert.All(Dashboard.All, dashboard => Golden.Matches($"dashboards/{dashboard.FileName}", CanonicalJson.Of(dashboard.Root)));

    [Fact]
    public void Titles_and_ids_tell_panels_apart() => Assert.All(Dashboard.All, dashboard =>
    {
        Panel[] panels = [.. dashboard.Panels];
        Assert.Equal(panels.Length, panels.Select(panel => panel.Title).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(panel => panel.Json["id"]?.GetValue<int>()).Distinct().Count());
    });

    [Fact]
    public void Panels_do_not_overlap_and_stay_in_the_grid() => Assert.All(Dashboard.All, dashboard =>
    {
        HashSet<(int, int)> taken = [];
        foreach (Panel panel in dashboard.Panels)
        {
            (int left, int top, int width, int height) = (Number(panel, "x"), Number(panel, "y"), Number(panel, "w"), Number(panel, "h"));
            Assert.InRange(left + width, 1, Columns);
            foreach (int x in Enumerable.Range(left, width))
            {
                Assert.All(Enumerable.Range(top, height), y => Assert.True(taken.Add((x, y)), $"{dashboard.Uid}: {panel.Title} lies over another panel"));
            }
        }
    });

    [Fact]
    public void The_first_row_is_six_figures_and_the_last_of_them_is_since_when() => Assert.All(Dashboard.All, dashboard =>
    {
        Panel[] first = [.. dashboard.Panels.Where(panel => Number(panel, "y") == 0)];
        Assert.Equal(6, first.Length);
        Assert.All(first, panel => Assert.Equal("stat", panel.Type));
        Assert.Equal("Firing since", first[^1].Title);
    });

    [Fact]
    public void A_panel_without_data_says_what_that_means() => Assert.All(
        Dashboard.All.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.HasData), panel => Assert.True(panel.Defaults.Text("noValue").Length > 0, panel.Title));

    [Fact]
    public void Every_query_asks_the_data_source_that_was_chosen() => Assert.All(
        Dashboard.All.SelectMany(dashboard => dashboard.Panels).SelectMany(panel => panel.Targets),
        target => Assert.Equal("""{"type":"prometheus","uid":"${datasource}"}""", target.Json["datasource"]?.ToJsonString()));

    [Fact]
    public void The_dashboards_are_linked_and_keep_time_and_variables() => Assert.All(Dashboard.All, dashboard =>
    {
        JsonObject link = Assert.Single(dashboard.Root.Items("links"));
        Assert.Equal("dashboards", link.Text("type"));
        Assert.Equal("gcwatch", Assert.Single(link["tags"] as JsonArray ?? [])?.GetValue<string>());
        Assert.True(link["keepTime"]?.GetValue<bool>());
        Assert.True(link["includeVars"]?.GetValue<bool>());
        Assert.Contains("gcwatch", (dashboard.Root["tags"] as JsonArray ?? []).Select(tag => tag?.GetValue<string>()));
    });

    [Fact]
    public void Alerts_and_deploys_are_marked_on_the_time_axis() => Assert.All(Dashboard.All, dashboard =>
    {
        string[] names = [.. dashboard.Annotations.Select(annotation => annotation.Text("name"))];
        Assert.Equal(["Alerts", dashboard.Uid == "gcwatch-agent" ? "Agents started" : "Deploys"], names);
    });

    private static int Number(Panel panel, string name) => panel.Position[name]?.GetValue<int>() ?? -1;
}

using System.Text;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>The files against Grafana's own types: a misspelt option is one that Grafana passes over without a word.</summary>
public sealed class DashboardTypeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_files_are_of_the_types_of_Grafanas_schema()
    {
        string compiler = Parts.RequireFile(Repository.PathOf("artifacts", "parts", "node", "node_modules", "typescript", "bin", "tsc"), "eng/install-parts.sh");
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.PathOf("node_modules"), Repository.PathOf("artifacts", "parts", "node", "node_modules"));
        await File.WriteAllTextAsync(folder.PathOf("dashboards.ts"), await ProgramAsync(), TestContext.Current.CancellationToken);

        await using ChildProcess child = ChildProcess.Start(
            [Parts.Require("node"), compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", folder.PathOf("dashboards.ts")]);
        child.Input.Close();
        FinishedProcess finished = await child.FinishAsync(Patience);

        Assert.Equal("", finished.OutputText + finished.ErrorText);
        Assert.Equal(0, finished.ExitCode);
    }

    private static async Task<string> ProgramAsync()
    {
        var program = new StringBuilder(await File.ReadAllTextAsync(Repository.PathOf("tests", "Deploy.Tests", "Dashboards", "schema.ts")));
        foreach (Dashboard dashboard in Dashboard.All)
        {
            program.Append("export const ").Append(dashboard.Uid.Replace('-', '_')).Append(": DashboardFile = ").Append(dashboard.Root.ToJsonString()).Append(";\n");
        }

        return program.ToString();
    }
}

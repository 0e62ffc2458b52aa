using GcWatch.Collectors.Diagnosis;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>A process in a container: with process ids and files of its own.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public async Task A_process_that_is_process_1_of_its_own_namespace_is_reached_through_its_root()
    {
        using var folder = new TemporaryFolder();
        await using LabProcess container = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "allocate")
            {
                Prefix = PrivateFiles.AndProcessesOn(folder),
                Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.FullName },
            });
        int pid = Assert.Single(ProcDetail.Children(container.Pid));

        FinishedProcess run = await Examination.OfAsync(pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, $"it has a pid namespace, in which it is process 1 and a file system of its own: reached through /proc/{pid}/root");
        Examination.AssertSays(run, $"its diagnostic socket is /proc/{pid}/root{folder.FullName}/dotnet-diagnostic-1-");
    }
}

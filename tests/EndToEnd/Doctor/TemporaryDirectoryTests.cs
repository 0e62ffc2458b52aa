using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>Where the process makes its socket, and where it could not.</summary>
public sealed class TemporaryDirectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_directory_elsewhere_is_found()
    {
        await using LabProcess lab = await StartAsync(folder.FullName);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, $"its temporary directory is {folder.FullName}, and gcwatch's is ");
    }

    [Fact]
    public async Task A_directory_that_is_not_there()
    {
        string missing = folder.PathOf("none");
        await using LabProcess lab = await StartAsync(missing);

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), $"TMPDIR is {missing}, which is not there", $"make {missing}");
    }

    [Fact]
    public async Task A_directory_that_is_not_absolute()
    {
        await using LabProcess lab = await StartAsync("scratch");

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "TMPDIR is scratch, which is not an absolute path", "set TMPDIR to an absolute path");
    }

    [Fact]
    public async Task A_directory_with_too_long_a_name()
    {
        string directory = Directory.CreateDirectory(folder.PathOf(new string('x', 80))).FullName;
        await using LabProcess lab = await StartAsync(directory);

        Examination.AssertFault(await Examination.OfAsync(lab.Pid), "which is so long that its socket's path would have", "set TMPDIR to a directory of at most");
    }

    [Fact]
    public async Task A_read_only_file_system()
    {
        await using LabProcess lab = await LabProcess.StartAsync(Settings(folder.FullName) with { Prefix = PrivateFiles.On(folder, "ro") });

        Examination.AssertFault(
            await Examination.OfAsync(lab.Pid), $"is on a file system that is mounted read-only (at {folder.FullName})", "with readOnlyRootFilesystem: true an emptyDir");
    }

    [Fact]
    public async Task A_directory_that_its_user_may_not_write_to()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await ChildProcess.RunAsync(["chmod", "755", folder.FullName]);
        await using LabProcess lab = await LabProcess.StartAsync(Settings(folder.FullName) with { Command = user.Lab });

        Examination.AssertFault(
            await Examination.OfAsync(lab.Pid), $"may not be written to by its user, uid {user.Uid} (mode 755, owner 0:0)", $"chmod 1777 {folder.FullName}");
    }

    private static Task<LabProcess> StartAsync(string directory) => LabProcess.StartAsync(Settings(directory));

    private static LabSettings Settings(string directory) =>
        new(LabRuntime.Net10, "allocate") { Environment = new Dictionary<string, string> { ["TMPDIR"] = directory } };
}

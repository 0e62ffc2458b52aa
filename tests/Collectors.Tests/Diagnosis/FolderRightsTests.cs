using GcWatch.Collectors.Diagnosis;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Diagnosis;

public sealed class FolderRightsTests
{
    [Theory]
    [InlineData("755", 5, 7, true)]
    [InlineData("755", 6, 7, false)]
    [InlineData("775", 6, 7, true)]
    [InlineData("705", 6, 8, false)]
    [InlineData("1777", 6, 8, true)]
    [InlineData("077", 5, 7, false)]
    [InlineData("722", 6, 8, false)]
    public void The_first_class_that_a_user_belongs_to_decides(string mode, int uid, int group, bool may) =>
        Assert.Equal(may, new FolderRights(5, 7, (UnixFileMode)Convert.ToInt32(mode, 8)).AllowMaking(uid, [group]));

    [Fact]
    public async Task They_are_read_from_the_folder()
    {
        using var folder = new TemporaryFolder();
        await ChildProcess.RunAsync(["chmod", "1751", folder.FullName]);

        FolderRights? rights = FolderRights.Of(folder.FullName);

        Assert.Equal(OwnRights.Now().Uid, rights?.Owner);
        Assert.Equal("1751", Convert.ToString((int)(rights?.Mode ?? 0), 8));
        Assert.Null(FolderRights.Of(folder.PathOf("none")));
    }
}

using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Collectors.Tests.Diagnosis;

public sealed class MountTableTests
{
    private const string Container = """
        1531 1397 0:245 / / ro,relatime master:612 - overlay overlay rw,lowerdir=/l,upperdir=/u
        1532 1531 0:248 / /proc rw,nosuid,nodev,noexec - proc proc rw,hidepid=invisible
        1600 1531 0:99 / /tmp rw,relatime shared:7 master:3 - tmpfs tmpfs rw,size=65536k
        1601 1531 0:100 / /data ro,relatime - ext4 /dev/sda1 rw
        1602 1531 0:101 / /data rw,relatime - ext4 /dev/sdb1 rw
        1603 1531 0:102 / /media rw,relatime - iso9660 /dev/sr0 ro
        1604 1531 0:103 / /mnt/two\040words\134\011 rw - tmpfs tmpfs rw
        """;

    private readonly MountTable table = MountTable.Parse(Container);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/app/tmp", true)]
    [InlineData("/tmp", false)]
    [InlineData("/tmp/deep/er", false)]
    [InlineData("/tmpfiles", true)]
    public void A_path_is_on_the_nearest_mount_above_it(string path, bool isReadOnly) => Assert.Equal(isReadOnly, table.Covering(path)?.IsReadOnly);

    [Fact]
    public void Of_two_mounts_at_one_point_the_later_hides_the_earlier() => Assert.False(table.Covering("/data/x")?.IsReadOnly);

    [Fact]
    public void A_file_system_may_be_read_only_though_its_mount_is_not() => Assert.True(table.Covering("/media")?.IsReadOnly);

    [Fact]
    public void Blanks_in_a_name_are_escaped() => Assert.Equal("/mnt/two words\\\t", table.Covering("/mnt/two words\\\t/x")?.Point);

    [Fact]
    public void The_options_of_the_file_system_are_there_as_well() => Assert.Contains("hidepid=invisible", table.Covering("/proc")?.Options ?? []);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("1 2 3 4 / rw -")]
    [InlineData("1 2 3 / /\\04 rw - tmpfs")]
    public void A_line_that_is_none_is_passed_over(string text) => Assert.Null(MountTable.Parse(text).Covering("/"));

    [Fact]
    public void This_process_has_a_root() => Assert.NotNull(MountTable.Of(Environment.ProcessId).Covering("/"));
}

namespace GcWatch.TestKit;

/// <summary>A folder of a test's own, deleted with all that is in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gcwatch-test-");

    public string FullName => folder.FullName;

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}

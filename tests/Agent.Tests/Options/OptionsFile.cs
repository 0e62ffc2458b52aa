namespace GcWatch.Agent.Tests.Options;

/// <summary>A configuration file for one test.</summary>
internal sealed class OptionsFile : IDisposable
{
    public OptionsFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gcwatch-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(Path);
}

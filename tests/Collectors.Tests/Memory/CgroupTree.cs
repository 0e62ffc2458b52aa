using GcWatch.Analysis.Memory;
using GcWatch.Collectors.Cgroups;
using GcWatch.Collectors.Memory;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Memory;

/// <summary>A hierarchy of control groups as files, with a group "pod/app" in it.</summary>
internal sealed class CgroupTree(CgroupVersion version) : IDisposable
{
    private readonly TemporaryFolder root = new();

    public CgroupTree With(string file, string text)
    {
        string path = root.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root.FullName);
        File.WriteAllText(path, text);
        return this;
    }

    public CgroupTree Without(string file)
    {
        File.Delete(root.PathOf(file));
        return this;
    }

    public MemoryReading? Read()
    {
        Directory.CreateDirectory(root.PathOf("pod/app"));
        return new CgroupMemory(new CgroupFolder(root.PathOf("pod/app"), root.FullName, version), null, root.PathOf("machine.pressure")).Read();
    }

    public void Dispose() => root.Dispose();
}

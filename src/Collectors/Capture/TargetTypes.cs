using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// What is known of one target's types, for its whole life: its assemblies are read again only for names that are new. Bounded. One caller at a time.
/// </summary>
public sealed class TargetTypes(Target target) : ITypeFacts
{
    private const int MostNames = 20_000;

    private readonly Dictionary<TypeName, IReadOnlyCollection<TypeFact>> known = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> assemblies = new(StringComparer.Ordinal);

    /// <summary>Assemblies that could be read the last time.</summary>
    public int Assemblies { get; private set; }

    /// <summary>Notes which assemblies the process has mapped: before it is watched, as one that has ended has none.</summary>
    public void Look() => assemblies.UnionWith(LoadedAssemblies.Of(target));

    /// <summary>Looks up those of <paramref name="typeNames"/> that are new; blocks while files are read.</summary>
    public void Learn(IEnumerable<string> typeNames)
    {
        string[] unseen = [.. typeNames.Where(name => !seen.Contains(name)).Take(MostNames - seen.Count)];
        if (unseen.Length == 0) return;
        Look();
        TypeMetadata metadata = TypeMetadata.Read(assemblies, unseen);
        Assemblies = metadata.ReadCount;
        foreach (string name in unseen)
        {
            seen.Add(name);
            known[TypeName.Parse(name)] = metadata.Find(TypeName.Parse(name));
        }
    }

    public IReadOnlyCollection<TypeFact> Find(TypeName name) => known.TryGetValue(name, out IReadOnlyCollection<TypeFact>? facts) ? facts : [];
}

using GcWatch.Analysis.Allocations;

namespace GcWatch.Analysis.Tests.Allocations;

/// <summary>Facts as assemblies would give them.</summary>
internal sealed class NamedShapes : ITypeFacts
{
    private readonly List<(TypeName Name, TypeFact Fact)> all = [];

    public NamedShapes With(string typeName, TypeShape shape, string space = "", string outer = "") => With(typeName, new TypeFact(shape, space, outer));

    public NamedShapes With(string typeName, TypeFact fact)
    {
        all.Add((TypeName.Parse(typeName), fact));
        return this;
    }

    public IReadOnlyCollection<TypeFact> Find(TypeName name) => [.. all.Where(known => known.Name == name).Select(known => known.Fact).Distinct()];
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GcWatch.Analysis.Allocations;
using TypeName = GcWatch.Analysis.Allocations.TypeName;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Looks types up in assemblies: which types bear a name, and what kind they are. Reads metadata only, and keeps nothing but the answers.
/// </summary>
public sealed class TypeMetadata : ITypeFacts
{
    private readonly Dictionary<TypeName, HashSet<TypeFact>> found = [];
    private readonly Dictionary<(string Definition, int ArgumentCount), List<TypeName>> instances = [];
    private readonly HashSet<string> wanted = new(StringComparer.Ordinal);

    private TypeMetadata(IEnumerable<TypeName> names)
    {
        foreach (TypeName name in names)
        {
            if (!found.TryAdd(name, [])) continue;
            if (!instances.TryGetValue((name.Definition, name.ArgumentCount), out List<TypeName>? same)) instances.Add((name.Definition, name.ArgumentCount), same = []);
            same.Add(name);
            wanted.Add(name.IsBare ? name.Definition : SimpleName(name.Definition));
        }
    }

    /// <summary>Assemblies that were read.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Files that were no assembly, or could not be read.</summary>
    public int UnreadCount { get; private set; }

    /// <summary>Looks for the types of <paramref name="typeNames"/>, as events spell them, in <paramref name="assemblies"/>.</summary>
    public static TypeMetadata Read(IEnumerable<string> assemblies, IEnumerable<string> typeNames)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var metadata = new TypeMetadata(typeNames.Select(TypeName.Parse).Where(name => !name.IsArray));
        foreach (string assembly in assemblies) metadata.TryRead(assembly);
        return metadata;
    }

    public IReadOnlyCollection<TypeFact> Find(TypeName name) => found.TryGetValue(name, out HashSet<TypeFact>? facts) ? facts : [];

    private static string SimpleName(string definition) => definition[(definition.LastIndexOf('.') + 1)..];

    private void TryRead(string assembly)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            if (file.HasMetadata)
            {
                Read(file.GetMetadataReader());
                ReadCount++;
                return;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            // Not an assembly, or not ours to read: its types stay unknown.
        }

        UnreadCount++;
    }

    private void Read(MetadataReader reader)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            string simple = reader.GetString(type.Name);
            if (!wanted.Contains(simple)) continue;
            string space = type.IsNested ? "" : reader.GetString(type.Namespace);
            (string, int) definition = (space.Length > 0 ? $"{space}.{simple}" : simple, type.GetGenericParameters().Count);
            if (!instances.TryGetValue(definition, out List<TypeName>? names)) continue;
            foreach (TypeName name in names) found[name].Add(FactOf(reader, type, name));
        }
    }

    private static TypeFact FactOf(MetadataReader reader, TypeDefinition type, TypeName name)
    {
        bool hasPlainBase = NameOf(reader, type.BaseType) is ("System", "Object" or "ValueType");
        (long least, long most) = InstanceSize.Of(reader, type, name, hasPlainBase) ?? (0, long.MaxValue);
        TypeShape shape = ShapeOf(reader, type);
        string outer = "";
        while (type.GetDeclaringType() is { IsNil: false } around)
        {
            type = reader.GetTypeDefinition(around);
            outer = outer.Length == 0 ? reader.GetString(type.Name) : $"{reader.GetString(type.Name)}+{outer}";
        }

        string space = reader.GetString(type.Namespace);
        return new TypeFact(shape, space, outer.Length > 0 && space.Length > 0 ? $"{space}.{outer}" : outer) { LeastBytes = least, MostBytes = most };
    }

    private static TypeShape ShapeOf(MetadataReader reader, TypeDefinition type)
    {
        if (IsStateMachine(reader, type)) return TypeShape.StateMachine;
        return NameOf(reader, type.BaseType) switch
        {
            ("System", "ValueType" or "Enum") => TypeShape.Value,
            ("System", "MulticastDelegate") => TypeShape.Delegate,
            _ => TypeShape.Class,
        };
    }

    private static bool IsStateMachine(MetadataReader reader, TypeDefinition type)
    {
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            if (NameOf(reader, reader.GetInterfaceImplementation(handle).Interface) is ("System.Runtime.CompilerServices", "IAsyncStateMachine")) return true;
        }

        return false;
    }

    private static (string Space, string Name) NameOf(MetadataReader reader, EntityHandle handle)
    {
        if (handle.IsNil) return default;
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                return (reader.GetString(reference.Namespace), reader.GetString(reference.Name));
            case HandleKind.TypeDefinition:
                TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return (reader.GetString(definition.Namespace), reader.GetString(definition.Name));
            default:
                return default;
        }
    }
}

namespace GcWatch.Analysis.HeapTypes;

/// <summary>
/// Tells the framework's modules from the application's without reading one: a module is the framework's if most of its types that have a
/// namespace are in one of the framework's. So nested types, which come without a namespace, are told as well.
/// </summary>
internal sealed class ModuleOwners
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "Internal.", "Interop."];

    private readonly Dictionary<ulong, int> balances = [];
    private readonly IReadOnlyDictionary<ulong, RuntimeType> types;

    public ModuleOwners(IReadOnlyDictionary<ulong, RuntimeType> types)
    {
        this.types = types;
        foreach (RuntimeType type in types.Values)
        {
            if (IsNamespaced(type.Name)) balances[type.Module] = balances.GetValueOrDefault(type.Module) + (IsFrameworkName(type.Name) ? 1 : -1);
        }
    }

    public TypeOrigin OriginOf(RuntimeType type)
    {
        bool isOwn = !IsFramework(type.Module);
        if (isOwn && !type.IsArray) return TypeOrigin.Application;
        return isOwn || type.Parameters.Any(IsApplication) ? TypeOrigin.Container : TypeOrigin.Framework;
    }

    private bool IsApplication(ulong parameter) => types.TryGetValue(parameter, out RuntimeType? type) && !IsFramework(type.Module);

    private bool IsFramework(ulong module) => balances.GetValueOrDefault(module) > 0;

    private static bool IsFrameworkName(string name) => Array.Exists(FrameworkPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A dot before the arguments of a generic type.</summary>
    private static bool IsNamespaced(string name)
    {
        int arguments = name.IndexOf('[', StringComparison.Ordinal);
        return (arguments < 0 ? name : name[..arguments]).Contains('.', StringComparison.Ordinal);
    }
}

namespace GcWatch.Analysis.HeapTypes;

/// <summary>A type as the runtime describes it. A nested type has lost the name of the type that declares it, and with that its namespace: its module is what is left.</summary>
/// <param name="Name">Its name, with the arguments of a generic type in brackets.</param>
/// <param name="Module">The runtime's id of the module that defines it.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="Parameters">Ids of an array's element type, or of a generic type's arguments.</param>
public sealed record RuntimeType(string Name, ulong Module, bool IsArray, IReadOnlyList<ulong> Parameters);

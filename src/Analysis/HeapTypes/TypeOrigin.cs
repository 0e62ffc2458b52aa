namespace GcWatch.Analysis.HeapTypes;

/// <summary>Whose type it is: in a leak the first of these says more than the last.</summary>
public enum TypeOrigin
{
    /// <summary>Of the application, or of a library that is not the framework's.</summary>
    Application,

    /// <summary>The framework's, and made for types of the application: <c>List`1[Order]</c>, <c>Order[]</c>.</summary>
    Container,

    /// <summary>The framework's: strings, arrays of numbers, tasks.</summary>
    Framework,
}

namespace GcWatch.Lab.Scenarios;

/// <summary>One way to do a scenario's work.</summary>
/// <param name="Name">It is run as <c>scenario-name</c>.</param>
/// <param name="NewOperation">Makes its state anew.</param>
internal sealed record Variant(string Name, Func<IOperation> NewOperation);

namespace GcWatch.Analysis.HeapTypes;

/// <summary>A way in which objects of a type are held.</summary>
/// <param name="Root">What holds the first object on it.</param>
/// <param name="Steps">Types from the root to the object; one that follows itself, as in a chain, is there once.</param>
/// <param name="Objects">How many of the sampled objects are held like this.</param>
/// <param name="Sampled">How many sampled objects are held at all.</param>
public sealed record RetainingPath(HeapRoot Root, IReadOnlyList<PathStep> Steps, int Objects, int Sampled)
{
    internal static IReadOnlyList<RetainingPath> Fold(IReadOnlyList<ObjectPath> paths, Func<ulong, string> nameOf) =>
    [
        .. paths.Select(path => (path.Root, Steps: StepsOf(path, nameOf)))
            .GroupBy(path => $"{path.Root}\n{string.Join('\n', path.Steps.Select(step => step.Type))}")
            .OrderByDescending(group => group.Count())
            .Select(group => new RetainingPath(group.First().Root, group.First().Steps, group.Count(), paths.Count)),
    ];

    private static List<PathStep> StepsOf(ObjectPath path, Func<ulong, string> nameOf)
    {
        var steps = new List<PathStep>();
        foreach (string type in path.Types.Select(nameOf))
        {
            if (steps.Count > 0 && steps[^1].Type == type) steps[^1] = steps[^1] with { Times = steps[^1].Times + 1 };
            else steps.Add(new PathStep(type, 1));
        }

        return steps;
    }
}

/// <summary>One type on a path.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Times">Objects of it in a row.</param>
public sealed record PathStep(string Type, int Times);

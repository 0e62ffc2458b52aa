using GcWatch.Analysis.Pools;

namespace GcWatch.Agent.Pools;

/// <summary>What <c>gcwatch pools</c> tells.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="Audit">The account.</param>
/// <param name="MethodOf">The method that rents, of a call stack.</param>
internal sealed record PoolReport(string Name, int Pid, PoolAudit Audit, Func<int, string> MethodOf)
{
    /// <summary>Where what is out of a bucket was rented, the most first; empty without call stacks.</summary>
    public IEnumerable<RentingMethod> MethodsOf(PoolBucket bucket) => bucket.Stacks
        .GroupBy(place => MethodOf(place.Stack), place => place.Outstanding)
        .Select(method => new RentingMethod(method.Key, method.Sum()))
        .OrderByDescending(method => method.Outstanding);
}

/// <summary>A method that rents.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Outstanding">What it has not returned.</param>
internal sealed record RentingMethod(string Method, int Outstanding);

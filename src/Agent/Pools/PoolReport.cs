using GcWatch.Analysis.Pools;

namespace GcWatch.Agent.Pools;

/// <summary>What <c>gcwatch pools</c> tells.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="Audit">The account.</param>
/// <param name="MethodOf">The method that rents, of a call stack.</param>
internal sealed record PoolReport(string Name, int Pid, PoolAudit Audit, Func<int, string> MethodOf)
{
    public string NameOf(RentingPlace stack) => MethodOf(stack.Stack);
}

using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Who this program is, and what it may do beyond that.</summary>
/// <param name="Uid">The effective user.</param>
/// <param name="Gid">The effective group.</param>
/// <param name="Capabilities">The effective set (capabilities(7)).</param>
internal sealed record OwnRights(int Uid, int Gid, ulong Capabilities)
{
    private const int DacOverride = 1;
    private const int Ptrace = 19;

    /// <summary>May connect to everybody's sockets: CAP_DAC_OVERRIDE, which root has unless it was taken away.</summary>
    public bool MayOpenAll => Has(DacOverride);

    /// <summary>May look into every process: CAP_SYS_PTRACE.</summary>
    public bool MayTraceAll => Has(Ptrace);

    public static OwnRights Now()
    {
        int pid = Environment.ProcessId;
        return new OwnRights(ProcFile.EffectiveUid(pid) ?? -1, ProcDetail.Gid(pid) ?? -1, ProcDetail.Capabilities(pid, "CapEff"));
    }

    private bool Has(int capability) => (Capabilities >> capability & 1) != 0;
}

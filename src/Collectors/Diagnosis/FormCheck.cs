using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>What kind of program is it?</summary>
internal static class FormCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process) => process.Form switch
    {
        RuntimeForm.CoreClr => [Finding.Ok("it is a .NET process")],
        RuntimeForm.SingleFile => [Finding.Ok("it is a .NET process, self-contained in a single file")],
        RuntimeForm.NativeAot => Native(process),
        RuntimeForm.None => [process.HasServedSocket ? Finding.Note("no .NET runtime is to be seen in it, but it serves a diagnostic socket") : NotDotNet(process.Pid)],
        RuntimeForm.Unknown => [],
        _ => throw new ArgumentOutOfRangeException(nameof(process), process.Form, "not a form"),
    };

    private static IEnumerable<Finding> Native(ProcessPicture process) =>
        process.HasServedSocket || process.Variables?.SwitchedOff is not null || RuntimeForms.HasEventSupport(process.Pid) != false
            ? [Finding.Ok("it is a .NET program compiled ahead of time (native AOT), with event support")]
            : [Finding.Fault(
                "it is a .NET program compiled ahead of time (native AOT) and was built without event support: it has no diagnostic port",
                "put <EventSourceSupport>true</EventSourceSupport> into its project file and publish it again")];

    /// <summary>Often it is the shell, or the init process of a container, that has started the program.</summary>
    private static Finding NotDotNet(int pid)
    {
        int[] children = [.. ProcDetail.Children(pid).Where(child => RuntimeForms.Of(child) is not (RuntimeForm.None or RuntimeForm.Unknown))];
        string what = $"it is not a .NET process: there is no .NET runtime in {TargetProbe.KernelName(pid)}";
        return children.Length == 0
            ? Finding.Fault(what, "give the id of a .NET process: gcwatch ps lists them; if it has only just started, ask again")
            : Finding.Fault($"{what}, but in a process that it has started", string.Join(" or ", children.Select(child => $"--pid {child}")));
    }
}

using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Does the process stand still, so that nobody can answer? By a signal, under a debugger, or because the runtime waits at its start.</summary>
internal static class StandstillCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        if (ProcFile.State(process.Pid) is 'T') return [Stopped(process.Pid)];
        if (ProcDetail.ThreadStates(process.Pid) is { Count: > 0 } states && states.All(state => state == 't')) return [Traced(process.Pid)];
        return process.StandsStill ? Waiting(process) : [];
    }

    private static Finding Stopped(int pid) => Finding.Fault("it has been stopped by a signal (state T) and cannot answer", $"let it go on: kill -CONT {pid}");

    /// <summary>A debugger stops every thread; one that follows system calls stops each for a moment, and does no harm.</summary>
    private static Finding Traced(int pid) => Finding.Fault(
        $"a debugger or tracer, process {ProcDetail.Tracer(pid)} ({TargetProbe.KernelName(ProcDetail.Tracer(pid) ?? 0)}), holds it (state t), and it cannot answer",
        "let it go on in the debugger, or detach that from it");

    private static Finding[] Waiting(ProcessPicture process)
    {
        Finding[] ports = [.. PortsCheck.PortsOf(process).Where(port => port is { Suspends: true, IsTooLong: false }).Select(port => WaitingAt(process, port))];
        if (process.Variables?.Suspension is { } variable)
        {
            return [.. ports, Finding.Fault(
                $"it stands still since its start: by {variable.Name}={variable.Value} it waits for a tool to let it go on",
                $"remove {variable.Name} from its environment and restart it")];
        }

        return ports.Length > 0 ? ports : [Finding.Fault("its runtime has not come past its start", "ask again in some seconds; if it is still so, restart it")];
    }

    private static Finding WaitingAt(ProcessPicture process, DiagnosticPort port)
    {
        string name = process.Variables?.Ports?.Name ?? "";
        bool isServed = PortsCheck.IsServed(process, port);
        return Finding.Fault(
            $"it stands still since its start: by {name} it waits at {port.Path} for a tool to let it go on, and {(isServed ? "who listens there does not" : "nobody listens there")}",
            $"{(isServed ? "restart what listens there" : $"start gcwatch run --listen {port.Path}, and it goes on")}; so that it never waits: {name}={port.Path},nosuspend and restart it");
    }
}

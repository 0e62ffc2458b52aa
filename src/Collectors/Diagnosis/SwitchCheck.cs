namespace GcWatch.Collectors.Diagnosis;

/// <summary>Has somebody switched the diagnostic port off?</summary>
internal static class SwitchCheck
{
    public static IEnumerable<Finding> Examine(ProcessPicture process)
    {
        if (process.HasServedSocket || process.Variables?.SwitchedOff is not { } variable) return [];
        string others = variable.Name.EndsWith("_IPC", StringComparison.Ordinal)
            ? ""
            : "; to keep debuggers and profilers out, set DOTNET_EnableDiagnostics_Debugger=0 and DOTNET_EnableDiagnostics_Profiler=0 instead (.NET 8 and later)";
        return [Finding.Fault(
            $"{variable.Name}={variable.Value} in its environment switches its diagnostic port off",
            $"remove {variable.Name} from its environment, or set it to 1, and restart it{others}")];
    }
}

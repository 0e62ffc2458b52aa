using System.Globalization;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>The runtime answered a command with an error.</summary>
/// <param name="code">The HRESULT that it sent.</param>
public sealed class RuntimeRefusedException(uint code)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"the runtime refused the command with error 0x{code:X8}"))
{
    /// <summary>DS_IPC_E_UNKNOWN_COMMAND and DS_IPC_E_BAD_ENCODING (dotnet/runtime src/native/eventpipe/ds-types.h): an older runtime.</summary>
    public bool IsUnsupported => code is 0x80131385 or 0x80131384;
}

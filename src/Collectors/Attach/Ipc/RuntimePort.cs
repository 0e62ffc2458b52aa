using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace GcWatch.Collectors.Attach.Ipc;

/// <summary>
/// A runtime's diagnostic port: the commands that GcWatch needs, over whichever endpoint leads there. Each takes one connection. All
/// block up to their patience; <see cref="BlockingCall"/> gives them a thread. Why not the client library: docs/decisions/0011-attach.md.
/// </summary>
internal sealed class RuntimePort(IRuntimeEndpoint endpoint)
{
    private const uint NetTrace = 1;
    private const int LongestEnvironment = 4 * 1024 * 1024;

    /// <exception cref="IOException">Nobody answers, or not as a runtime does.</exception>
    /// <exception cref="SocketException">Nobody listens, or this user may not connect.</exception>
    /// <exception cref="RuntimeRefusedException">The runtime answered with an error.</exception>
    public RuntimeIdentity Identify(TimeSpan patience)
    {
        using Socket socket = endpoint.Connect(patience);
        ReadOnlySpan<byte> answer = new IpcExchange(socket, patience).Send(IpcCommand.ProcessInfo2, []);
        if (answer.Length < 24) throw new IOException("the runtime's answer is too short");
        long pid = BinaryPrimitives.ReadInt64LittleEndian(answer);
        var cookie = new Guid(answer[8..24]);
        answer = answer[24..];
        string commandLine = IpcPayload.ReadString(ref answer);
        IpcPayload.ReadString(ref answer);
        IpcPayload.ReadString(ref answer);
        string entryAssembly = IpcPayload.ReadString(ref answer);
        string version = IpcPayload.ReadString(ref answer);
        int suffix = version.AsSpan().IndexOfAny(' ', '+');
        return new RuntimeIdentity(pid, cookie, commandLine, entryAssembly, suffix < 0 ? version : version[..suffix]);
    }

    /// <summary>Lets a runtime go on that waits at its start for a tool; does nothing to one that runs. Same errors as <see cref="Identify"/>.</summary>
    public void Resume(TimeSpan patience)
    {
        using Socket socket = endpoint.Connect(patience);
        new IpcExchange(socket, patience).Send(IpcCommand.ResumeRuntime, []);
    }

    /// <summary>The process's variables. They hold secrets: keep only what is needed. Same errors as <see cref="Identify"/>.</summary>
    public IReadOnlyDictionary<string, string> ReadEnvironment(TimeSpan patience)
    {
        using Socket socket = endpoint.Connect(patience);
        var exchange = new IpcExchange(socket, patience);
        ReadOnlySpan<byte> answer = exchange.Send(IpcCommand.ProcessEnvironment, []);
        uint length = IpcPayload.ReadUInt32(ref answer);
        if (length > LongestEnvironment) throw new IOException("the runtime's environment is too long");
        ReadOnlySpan<byte> block = exchange.Read((int)length);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (uint left = IpcPayload.ReadUInt32(ref block); left > 0; left--)
        {
            string[] pair = IpcPayload.ReadString(ref block).Split('=', 2);
            if (pair.Length == 2) variables[pair[0]] = pair[1];
        }

        return variables;
    }

    /// <summary>Sets a variable of the process's environment, for what it starts from now on. Same errors as <see cref="Identify"/>.</summary>
    public void SetVariable(string name, string value, TimeSpan patience)
    {
        using Socket socket = endpoint.Connect(patience);
        new IpcExchange(socket, patience).Send(IpcCommand.SetEnvironmentVariable, IpcPayload.Write(writer =>
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }));
    }

    /// <summary>Opens a session, which sends from now on. Same errors as <see cref="Identify"/>.</summary>
    public EventSession Collect(SessionRequest request, TimeSpan patience)
    {
        Socket socket = endpoint.Connect(patience);
        try
        {
            byte[] answer = new IpcExchange(socket, patience).Send(request.Command, Payload(request));
            if (answer.Length < sizeof(ulong)) throw new IOException("the runtime's answer is too short");
            socket.ReceiveTimeout = 0;
            return new EventSession(socket, this, BinaryPrimitives.ReadUInt64LittleEndian(answer));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Ends a session; its stream must be read meanwhile. Same errors as <see cref="Identify"/>.</summary>
    public void Stop(ulong sessionId, TimeSpan patience)
    {
        using Socket socket = endpoint.Connect(patience);
        new IpcExchange(socket, patience).Send(IpcCommand.StopTracing, IpcPayload.Write(writer => writer.Write(sessionId)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}");

    private static byte[] Payload(SessionRequest request) => IpcPayload.Write(writer =>
    {
        if (request.Command == IpcCommand.CollectTracing5) writer.Write(0u);
        writer.Write((uint)request.BufferMegabytes);
        writer.Write(NetTrace);
        if (request.Command == IpcCommand.CollectTracing5) writer.Write(request.Rundown);
        else writer.Write(request.Rundown != 0);
        if (request.Command != IpcCommand.CollectTracing2) writer.Write(request.HasStacks);
        writer.Write((uint)request.Providers.Count);
        foreach (SessionProvider provider in request.Providers) Write(writer, provider, request.Command == IpcCommand.CollectTracing5);
    });

    private static void Write(BinaryWriter writer, SessionProvider provider, bool withFilter)
    {
        writer.Write(provider.Keywords);
        writer.Write((uint)provider.Level);
        writer.WriteString(provider.Name);
        writer.WriteString(provider.Arguments);
        if (!withFilter) return;
        writer.Write(provider.OnlyEvents.Count > 0);
        writer.Write((uint)provider.OnlyEvents.Count);
        foreach (uint id in provider.OnlyEvents) writer.Write(id);
    }
}

using System.Net.Sockets;

namespace GcWatch.Collectors.Attach;

/// <summary>Makes the socket of a diagnostic port, and says exactly why it cannot.</summary>
internal static class ListeningSocket
{
    private const int Backlog = 512;

    /// <summary>EROFS, for which there is no SocketError.</summary>
    private const int ReadOnlyFileSystem = 30;

    /// <param name="path">Where; a socket that nobody serves any more is replaced.</param>
    /// <param name="mode">Who may connect.</param>
    /// <exception cref="ListenException">It cannot be listened on.</exception>
    public static Socket Open(string path, UnixFileMode mode)
    {
        if (SocketEndpoint.IsTooLong(path)) throw new ListenException($"the path {path} is longer than the {SocketEndpoint.LongestPath} bytes that a socket may have; choose a shorter one");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory && !Directory.Exists(directory)) throw new ListenException($"cannot listen on {path}: there is no directory {directory}");
        RemoveStale(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, mode);
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception refused) when (refused is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new ListenException($"cannot listen on {path}: {refused.Message}") { IsDenied = IsDenied(refused) };
        }
    }

    private static bool IsDenied(Exception refused) =>
        refused is UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied } or SocketException { NativeErrorCode: ReadOnlyFileSystem };

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path)) return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            Delete(path);
            return;
        }
        catch (SocketException other)
        {
            throw new ListenException($"cannot listen on {path}: it is there already and is not a socket that was left behind ({other.Message})");
        }

        throw new ListenException($"cannot listen on {path}: another process serves it");
    }

    /// <summary>A socket is what cannot be opened; opened for both ways, a pipe does not block.</summary>
    public static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite).Dispose();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            throw new ListenException($"cannot listen on {path}: the socket there is left over and cannot be removed ({kept.Message})");
        }
    }
}

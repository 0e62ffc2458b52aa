using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GcWatch.Exporters.Servers;

/// <summary>Makes the client by which another server is asked. Redirections are not followed: they would turn a post into a question.</summary>
public static class ServerClient
{
    /// <summary>A server's name may come to mean another address.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <exception cref="ServerAccessException">The authorities cannot be read.</exception>
    public static HttpClient Create(ServerAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife, MaxConnectionsPerServer = 2 };
        if (access.CaFile is not null) sockets.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(access, access.CaFile) };
        HttpMessageHandler handler = access.BearerTokenFile is null ? sockets : new BearerHandler(access.BearerTokenFile, sockets);
        return new HttpClient(handler) { Timeout = access.Timeout };
    }

    private static X509ChainPolicy Trusting(ServerAccess access, string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ServerAccessException($"{access.Section}.CaFile cannot be read: {unreadable.Message}", unreadable);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new ServerAccessException($"{access.Section}.CaFile {file} has no certificate in it", null);
    }

    private sealed class BearerHandler(string file, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string token = await ReadAsync(cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        /// <summary>A token that cannot be read now may be there at the next attempt: it counts as a request that failed.</summary>
        private async Task<string> ReadAsync(CancellationToken stop)
        {
            try
            {
                return (await File.ReadAllTextAsync(file, stop).ConfigureAwait(false)).Trim();
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                throw new HttpRequestException($"the bearer token cannot be read: {unreadable.Message}", unreadable);
            }
        }
    }
}

/// <summary>A server cannot be asked as configured; the message names the option.</summary>
public sealed class ServerAccessException(string message, Exception? cause) : Exception(message, cause);

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GcWatch.TestKit;

/// <summary>A certificate authority of the test's own, and a certificate for 127.0.0.1 by it, as files.</summary>
public sealed class AlertmanagerTls
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
    private static readonly DateTimeOffset To = From + TimeSpan.FromDays(1);

    public AlertmanagerTls(TemporaryFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        CaFile = folder.PathOf("ca.pem");
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=GcWatch test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 authority = authorityRequest.CreateSelfSigned(From, To);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(authority, From, To - TimeSpan.FromHours(1), [1, 2, 3, 4]);
        File.WriteAllText(CaFile, authority.ExportCertificatePem());
        File.WriteAllText(folder.PathOf("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.PathOf("server.key"), key.ExportPkcs8PrivateKeyPem());
        string configuration = folder.PathOf("web.yml");
        File.WriteAllText(configuration, $"tls_server_config: {{ cert_file: {folder.PathOf("server.pem")}, key_file: {folder.PathOf("server.key")} }}\n");
        Arguments = [$"--web.config.file={configuration}"];
    }

    public string Subject { get; } = "CN=GcWatch test server";

    /// <summary>What a client must trust.</summary>
    public string CaFile { get; }

    /// <summary>What the server is started with.</summary>
    public IReadOnlyList<string> Arguments { get; }
}

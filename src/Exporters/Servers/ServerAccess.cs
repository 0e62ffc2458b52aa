namespace GcWatch.Exporters.Servers;

/// <summary>How another server is asked.</summary>
/// <param name="Section">The section of the configuration that this comes from, for messages.</param>
/// <param name="Timeout">The longest that one request may take, from the connection to the last byte of the answer.</param>
/// <param name="BearerTokenFile">A file with a token, read at each request, as tokens are renewed; null for none.</param>
/// <param name="CaFile">A PEM file with the authorities that sign the server's certificate; null for the system's.</param>
public sealed record ServerAccess(string Section, TimeSpan Timeout, string? BearerTokenFile, string? CaFile);

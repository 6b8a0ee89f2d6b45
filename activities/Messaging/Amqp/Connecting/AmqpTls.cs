using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>TLS of the connection. Files are read for each connection, so that renewed certificates are taken at the next.</summary>
internal static class AmqpTls
{
    /// <summary>Throws <see cref="AmqpUnavailableException"/> when a file cannot be used.</summary>
    /// <param name="refuse">Told why the broker's certificate is refused.</param>
    public static SslOption Create(AmqpOptions options, Action<string> refuse)
    {
        var ssl = new SslOption(options.ServerName ?? options.Uri!.Host, enabled: true) { Version = SslProtocols.Tls12 | SslProtocols.Tls13 };
        var authorities = options.CaFile is { Length: > 0 } file ? Read(file, () => Authorities(file)) : null;
        ssl.CertificateValidationCallback = (_, certificate, _, errors) =>
        {
            var fault = Fault(certificate, errors, authorities, ssl.ServerName, options.CaFile);
            if (fault is not null)
                refuse(fault);
            return fault is null;
        };
        if (options.ClientCertificateFile is { Length: > 0 } own)
            ssl.Certs = [Read(own, () => X509Certificate2.CreateFromPemFile(own, options.ClientKeyFile is { Length: > 0 } key ? key : own))];
        return ssl;
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(file);
        return found.Count > 0 ? found : throw new CryptographicException("it holds no certificate.");
    }

    /// <summary>Null: trusted. With authorities of our own the chain must end at one of them.</summary>
    private static string? Fault(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection? authorities, string name, string? file)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it has shown none.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"it does not carry the name '{name}'. Set ServerName to a name that it carries.";
        if (authorities is null)
            return errors == SslPolicyErrors.None ? null : "it is not signed by an authority that the system knows. Set CaFile to the authority's certificate.";
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var given = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(given) ? null : $"it is not signed by an authority of '{file}': {string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()))}";
    }

    private static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new AmqpUnavailableException($"The certificate file '{file}' cannot be used: {exception.Message}", exception);
        }
    }
}

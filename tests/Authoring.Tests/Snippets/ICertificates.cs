namespace Acme.Activities;

/// <summary>The certificate authority of the company.</summary>
public interface ICertificates
{
    /// <summary>Orders a certificate; the same key gives the same order.</summary>
    Task<string> OrderAsync(string host, string key, CancellationToken cancellationToken);

    /// <summary>The certificate, or null while it is being made.</summary>
    Task<string?> FindAsync(string order, CancellationToken cancellationToken);
}

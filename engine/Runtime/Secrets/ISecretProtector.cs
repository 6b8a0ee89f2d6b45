namespace Orchestrator.Runtime.Secrets;

/// <summary>Encrypts secrets before they are stored. Safe for concurrent use.</summary>
/// <remarks>
/// AES-256-GCM; the tenant is authenticated with the text, so that a value copied from one tenant to another cannot be read there. The key is a file of its own
/// (<see cref="SecretOptions.KeyFile"/>): a copy of the database alone gives no secret away.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Encrypts a text; the same text gives another value each time.</summary>
    string Protect(string tenant, string text);

    /// <summary>The text of a protected value.</summary>
    /// <exception cref="SecretException">It was protected with another key or for another tenant, or was damaged.</exception>
    string Unprotect(string tenant, string value);

    /// <summary>Whether <see cref="Unprotect"/> can read the value.</summary>
    bool IsProtected(string tenant, string value);
}

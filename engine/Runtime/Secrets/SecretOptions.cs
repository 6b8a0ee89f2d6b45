namespace Orchestrator.Runtime.Secrets;

/// <summary>Where the key of secrets lies.</summary>
public sealed class SecretOptions
{
    /// <summary>
    /// File of the key: 32 random bytes in base 64, made with mode 0600 at the first use. Null (default): <c>secrets.key</c> in the data folder. Several nodes on one
    /// database need the same file. Without it the stored secrets are lost: back it up, apart from the database.
    /// </summary>
    public string? KeyFile { get; set; }
}

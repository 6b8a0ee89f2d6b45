using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Users;

/// <summary>Version 3 users: those of the configuration, which win, and those that are kept in the database. Safe for concurrent use.</summary>
internal sealed partial class SnmpUserStore(
    IDocumentStore documents, ISecretProtector secrets, IOptions<SnmpTrapOptions> options, UsmUsers users, ILogger<SnmpUserStore> logger)
{
    private const string Collection = "snmp-users";
    private const string Tenant = "";

    private readonly Lazy<IReadOnlyList<UsmUser>> _configured = new(() => [.. options.Value.Users.Select(user => user.ToUser())]);

    public IReadOnlyList<UsmUser> Configured => _configured.Value;

    /// <summary>Puts all users into force; other nodes' changes come in this way. A user whose keys cannot be decrypted is left out and logged.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var opened = new List<UsmUser>();
        foreach (var document in await documents.ListAsync<SnmpUserDocument>(Collection, Tenant, cancellationToken))
        {
            try
            {
                opened.Add(Open(document.Value));
            }
            catch (SecretException exception)
            {
                LogUnreadable(logger, exception, document.Id);
            }
        }

        var all = opened.Concat(Configured).ToList();
        if (!users.IsSame(all))
            users.Replace(all);
    }

    public async Task<IReadOnlyList<SnmpUserDocument>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<SnmpUserDocument>(Collection, Tenant, cancellationToken)).Select(document => document.Value)];

    /// <summary>The user that is kept; null when there is none.</summary>
    public async Task<UsmUser?> FindAsync(string name, CancellationToken cancellationToken) =>
        await documents.FindAsync<SnmpUserDocument>(Collection, Tenant, name, cancellationToken) is { } document ? Open(document.Value) : null;

    /// <summary>The user of the configuration, or the one that is kept; null when there is neither.</summary>
    public async Task<UsmUser?> FindAnyAsync(string name, CancellationToken cancellationToken) =>
        Configured.FirstOrDefault(user => user.Name == name) ?? await FindAsync(name, cancellationToken);

    public async Task SaveAsync(UsmUser user, CancellationToken cancellationToken)
    {
        var document = new SnmpUserDocument
        {
            Name = user.Name,
            Auth = user.Auth,
            AuthKey = user.AuthKey.IsEmpty ? null : secrets.Protect(Tenant, Convert.ToBase64String(user.AuthKey)),
            Priv = user.Priv,
            PrivKey = user.PrivKey.IsEmpty ? null : secrets.Protect(Tenant, Convert.ToBase64String(user.PrivKey)),
            KeyExtension = user.KeyExtension,
            EngineIds = [.. user.EngineIds.Select(Convert.ToHexStringLower)],
        };
        await documents.SaveAsync(Collection, Tenant, user.Name, document, null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var isDeleted = await documents.DeleteAsync(Collection, Tenant, name, cancellationToken);
        await RefreshAsync(cancellationToken);
        return isDeleted;
    }

    private UsmUser Open(SnmpUserDocument document) => new(
        document.Name, document.Auth, Key(document.AuthKey), document.Priv, Key(document.PrivKey), document.KeyExtension, [.. document.EngineIds.Select(Convert.FromHexString)]);

    private byte[] Key(string? sealedKey) => sealedKey is null ? [] : Convert.FromBase64String(secrets.Unprotect(Tenant, sealedKey));
}

using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Auth;

/// <summary>Users, API keys and sessions in the document store. User names are unique over all tenants, whatever their case.</summary>
internal sealed class IdentityStore(IDocumentStore documents)
{
    private const string Users = "users";
    private const string ApiKeys = "api-keys";
    private const string Sessions = "sessions";

    public async ValueTask<UserDocument?> FindUserAsync(string name, CancellationToken cancellationToken) =>
        (await documents.FindAsync<UserDocument>(Users, "", IdOf(name), cancellationToken))?.Value;

    public async ValueTask<IReadOnlyList<UserDocument>> ListUsersAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<UserDocument>(Users, "", cancellationToken)).Select(d => d.Value)];

    /// <summary>False when a user of that name exists.</summary>
    public async ValueTask<bool> AddUserAsync(UserDocument user, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Users, "", IdOf(user.Name), user, expectedRevision: 0, cancellationToken) is not null;

    public async ValueTask SaveUserAsync(UserDocument user, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Users, "", IdOf(user.Name), user, expectedRevision: null, cancellationToken);

    public ValueTask<bool> DeleteUserAsync(string name, CancellationToken cancellationToken) =>
        documents.DeleteAsync(Users, "", IdOf(name), cancellationToken);

    public async ValueTask<ApiKeyDocument?> FindApiKeyAsync(string key, CancellationToken cancellationToken) =>
        (await documents.FindAsync<ApiKeyDocument>(ApiKeys, "", Secrets.HashOf(key), cancellationToken))?.Value;

    public async ValueTask<IReadOnlyList<ApiKeyDocument>> ListApiKeysAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<ApiKeyDocument>(ApiKeys, "", cancellationToken)).Select(d => d.Value)];

    public async ValueTask SaveApiKeyAsync(string key, ApiKeyDocument document, CancellationToken cancellationToken) =>
        await documents.SaveAsync(ApiKeys, "", Secrets.HashOf(key), document, expectedRevision: null, cancellationToken);

    public async ValueTask<bool> DeleteApiKeyAsync(string keyId, CancellationToken cancellationToken)
    {
        var found = (await documents.ListAsync<ApiKeyDocument>(ApiKeys, "", cancellationToken)).FirstOrDefault(d => d.Value.KeyId == keyId);
        return found is not null && await documents.DeleteAsync(ApiKeys, "", found.Id, cancellationToken);
    }

    public async ValueTask<SessionDocument?> FindSessionAsync(string token, CancellationToken cancellationToken) =>
        (await documents.FindAsync<SessionDocument>(Sessions, "", Secrets.HashOf(token), cancellationToken))?.Value;

    public async ValueTask SaveSessionAsync(string token, SessionDocument session, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Sessions, "", Secrets.HashOf(token), session, expectedRevision: null, cancellationToken);

    public ValueTask<bool> DeleteSessionAsync(string token, CancellationToken cancellationToken) =>
        documents.DeleteAsync(Sessions, "", Secrets.HashOf(token), cancellationToken);

    /// <summary>Deletes what has expired; gives how many there were.</summary>
    public async ValueTask<int> DeleteExpiredSessionsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var session in await documents.ListAsync<SessionDocument>(Sessions, "", cancellationToken))
        {
            if (session.Value.ExpiresAt <= now && await documents.DeleteAsync(Sessions, "", session.Id, cancellationToken))
                count++;
        }

        return count;
    }

    private static string IdOf(string name) => name.Trim().ToLowerInvariant();
}

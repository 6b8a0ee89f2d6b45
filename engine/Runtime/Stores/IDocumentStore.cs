namespace Orchestrator.Runtime.Stores;

/// <summary>Small JSON documents of the areas: functions, rules, users … by collection, tenant and id.</summary>
public interface IDocumentStore
{
    ValueTask<Document<T>?> FindAsync<T>(string collection, string tenant, string id, CancellationToken cancellationToken) where T : class;

    /// <summary>Documents of a tenant in order of id; of all tenants when <paramref name="tenant"/> is null.</summary>
    ValueTask<IReadOnlyList<Document<T>>> ListAsync<T>(string collection, string? tenant, CancellationToken cancellationToken) where T : class;

    /// <summary>
    /// Writes a document if its revision is still <paramref name="expectedRevision"/> (0: it must not exist; null: whatever it is). Gives the new revision, or null on conflict.
    /// </summary>
    ValueTask<long?> SaveAsync<T>(string collection, string tenant, string id, T value, long? expectedRevision, CancellationToken cancellationToken) where T : class;

    /// <summary>Deletes a document; false when it is not there.</summary>
    ValueTask<bool> DeleteAsync(string collection, string tenant, string id, CancellationToken cancellationToken);
}

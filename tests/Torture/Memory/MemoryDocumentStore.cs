using System.Text.Json;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>Documents in memory, kept as JSON so that nobody changes them from outside.</summary>
public sealed class MemoryDocumentStore(MemoryDatabase database, TimeProvider time) : IDocumentStore
{
    public ValueTask<Document<T>?> FindAsync<T>(string collection, string tenant, string id, CancellationToken cancellationToken) where T : class
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Documents.TryGetValue((collection, tenant, id), out var row) ? Read<T>(tenant, id, row) : null);
    }

    public ValueTask<IReadOnlyList<Document<T>>> ListAsync<T>(string collection, string? tenant, CancellationToken cancellationToken) where T : class
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<Document<T>>>(
            [
                .. database.Documents.Where(d => d.Key.Collection == collection && (tenant is null || d.Key.Tenant == tenant))
                    .OrderBy(d => d.Key.Id, StringComparer.Ordinal).ThenBy(d => d.Key.Tenant, StringComparer.Ordinal).Select(d => Read<T>(d.Key.Tenant, d.Key.Id, d.Value)),
            ]);
        }
    }

    public ValueTask<long?> SaveAsync<T>(string collection, string tenant, string id, T value, long? expectedRevision, CancellationToken cancellationToken) where T : class
    {
        lock (database.Gate)
        {
            var revision = database.Documents.TryGetValue((collection, tenant, id), out var row) ? row.Revision : 0;
            if (expectedRevision is { } expected && expected != revision)
                return ValueTask.FromResult<long?>(null);
            database.Documents[(collection, tenant, id)] = new MemoryDatabase.MemoryDocument(JsonSerializer.Serialize(value, PlainJson.Options), revision + 1, time.GetUtcNow());
            return ValueTask.FromResult<long?>(revision + 1);
        }
    }

    public ValueTask<bool> DeleteAsync(string collection, string tenant, string id, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Documents.Remove((collection, tenant, id)));
    }

    private static Document<T> Read<T>(string tenant, string id, MemoryDatabase.MemoryDocument row) where T : class =>
        new(tenant, id, JsonSerializer.Deserialize<T>(row.Json, PlainJson.Options)!, row.Revision, row.UpdatedAt);
}

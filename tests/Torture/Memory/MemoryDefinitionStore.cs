using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>Versions of definitions in memory.</summary>
public sealed class MemoryDefinitionStore(MemoryDatabase database) : IDefinitionStore
{
    public ValueTask<StoredDefinition?> FindAsync(string versionId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Definitions.GetValueOrDefault(versionId));
    }

    public ValueTask<StoredDefinition?> FindAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(Of(version).Where(d => d.DefinitionId == definitionId).MaxBy(d => d.Version));
    }

    public ValueTask<Page<StoredDefinition>> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            var found = Of(filter.Version).OrderBy(d => d.Name, StringComparer.Ordinal).ToList();
            return ValueTask.FromResult(new Page<StoredDefinition>(found, found.Count));
        }
    }

    public ValueTask<IReadOnlyList<string>> FindPublishedIdsAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<string>>(
                [.. database.Definitions.Values.Where(d => d.IsPublished && (d.Tenant.Length == 0 || d.Tenant == tenant)).OrderBy(d => d.Tenant, StringComparer.Ordinal).ThenBy(d => d.Id, StringComparer.Ordinal).Select(d => d.Id)]);
        }
    }

    public ValueTask SaveAsync(IReadOnlyCollection<StoredDefinition> versions, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            foreach (var version in versions)
                database.Definitions[version.Id] = version;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Definitions.Remove(versionId));
    }

    public ValueTask<int> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Definitions.Values.Where(d => d.DefinitionId == definitionId).Select(d => d.Id).ToList().Count(database.Definitions.Remove));
    }

    private IEnumerable<StoredDefinition> Of(VersionOptions version) => version.Kind switch
    {
        VersionKind.Published => database.Definitions.Values.Where(d => d.IsPublished),
        VersionKind.Latest => database.Definitions.Values.Where(d => d.IsLatest),
        _ => database.Definitions.Values,
    };
}

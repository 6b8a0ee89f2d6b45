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
            var found = Of(filter.Version)
                .Where(d => (filter.DefinitionIds?.Contains(d.DefinitionId) ?? true) && (filter.Ids?.Contains(d.Id) ?? true)
                    && (filter.Tenant is null || d.Tenant.Length == 0 || d.Tenant == filter.Tenant)
                    && (string.IsNullOrEmpty(filter.Search) || new[] { d.Name, d.Description, d.DefinitionId, d.Id }.Any(text => text?.Contains(filter.Search, StringComparison.OrdinalIgnoreCase) == true)))
                .ToList();
            var page = Ordered(found, filter).Skip(filter.Page * filter.PageSize).Take(filter.PageSize == 0 ? int.MaxValue : filter.PageSize);
            return ValueTask.FromResult(new Page<StoredDefinition>([.. page], found.Count));
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
        {
            if (!database.Definitions.Remove(versionId, out var gone))
                return ValueTask.FromResult(false);
            if (gone.IsLatest && database.Definitions.Values.Where(d => d.DefinitionId == gone.DefinitionId).MaxBy(d => d.Version) is { } newest)
                database.Definitions[newest.Id] = newest with { IsLatest = true };
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<int> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Definitions.Values.Where(d => d.DefinitionId == definitionId).Select(d => d.Id).ToList().Count(database.Definitions.Remove));
    }

    private IEnumerable<StoredDefinition> Of(VersionOptions version) => database.Definitions.Values.Where(d => version.Kind switch
    {
        VersionKind.AllVersions => true,
        VersionKind.Draft => d.IsLatest && !d.IsPublished,
        VersionKind.Latest => d.IsLatest,
        VersionKind.Published => d.IsPublished,
        VersionKind.LatestOrPublished => d.IsLatest || d.IsPublished,
        VersionKind.LatestAndPublished => d.IsLatest && d.IsPublished,
        VersionKind.Specific => d.Version == version.Version,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version.Kind, "Unknown kind of version."),
    });

    private static IEnumerable<StoredDefinition> Ordered(List<StoredDefinition> found, DefinitionFilter filter)
    {
        Func<StoredDefinition, object> key = filter.OrderBy.ToUpperInvariant() switch
        {
            "NAME" => d => d.Name.ToLowerInvariant(),
            "CREATED" => d => d.CreatedAt,
            "VERSION" => d => d.Version,
            _ => throw new ArgumentException($"Definitions are ordered by Name, Created or Version, not by '{filter.OrderBy}'.", nameof(filter)),
        };
        var order = Comparer<object>.Create((x, y) => x is string text ? string.CompareOrdinal(text, (string)y) : Comparer<object>.Default.Compare(x, y));
        return filter.Descending
            ? found.OrderByDescending(key, order).ThenBy(d => d.DefinitionId, StringComparer.Ordinal).ThenByDescending(d => d.Version)
            : found.OrderBy(key, order).ThenBy(d => d.DefinitionId, StringComparer.Ordinal).ThenBy(d => d.Version);
    }
}

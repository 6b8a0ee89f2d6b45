namespace Orchestrator.Runtime.Stores;

/// <summary>Versions of definitions.</summary>
public interface IDefinitionStore
{
    ValueTask<StoredDefinition?> FindAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>One version of a definition; null when there is none such.</summary>
    ValueTask<StoredDefinition?> FindAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken);

    ValueTask<Page<StoredDefinition>> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken);

    /// <summary>Ids of the published versions that a tenant may use, its own and the provider's, in order.</summary>
    ValueTask<IReadOnlyList<string>> FindPublishedIdsAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Writes versions in one transaction, inserting or replacing by version id.</summary>
    ValueTask SaveAsync(IReadOnlyCollection<StoredDefinition> versions, CancellationToken cancellationToken);

    /// <summary>Deletes all versions of a definition; gives how many there were.</summary>
    ValueTask<int> DeleteAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Deletes one version, and makes the newest of the others the latest; false when there is none such.</summary>
    ValueTask<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken);
}

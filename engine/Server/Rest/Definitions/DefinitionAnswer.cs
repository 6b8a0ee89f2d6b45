using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>A version of a definition as lists show it.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="DefinitionId">The same for all versions.</param>
/// <param name="IsReadonly">Built in: copied to be changed.</param>
/// <param name="Tenant">Empty: the provider's, which serves every tenant.</param>
/// <param name="SavedBy">User who saved this content, or <c>key:</c> and the name of an API key; empty: built in, or saved before this was kept.</param>
internal sealed record DefinitionAnswer(
    string Id,
    string DefinitionId,
    string Name,
    string? Description,
    int Version,
    bool IsLatest,
    bool IsPublished,
    bool IsReadonly,
    DateTimeOffset CreatedAt,
    string Tenant,
    string SavedBy)
{
    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public static DefinitionAnswer Of(StoredDefinition row) => new(
        row.Id, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished, row.IsReadonly, row.CreatedAt, row.Tenant, row.SavedBy);
}

using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>A version of a definition in a list.</summary>
internal sealed record DefinitionSummaryAnswer(
    string Id,
    string DefinitionId,
    string Name,
    string? Description,
    int Version,
    bool IsLatest,
    bool IsPublished,
    bool IsReadonly,
    DateTimeOffset CreatedAt,
    IReadOnlyList<Link> Links)
{
    public string MaterializerName => "Json";

    public bool IsMaterializerAvailable => true;

    public string? ToolVersion => null;

    public string? ProviderName => null;

    public static DefinitionSummaryAnswer Of(StoredDefinition row, bool mayWrite) => new(
        row.Id, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished, row.IsReadonly, row.CreatedAt, DefinitionLinks.Of(row, mayWrite));
}

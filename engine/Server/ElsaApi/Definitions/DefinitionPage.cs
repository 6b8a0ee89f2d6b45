namespace Orchestrator.Server.ElsaApi.Definitions;

/// <param name="Links">What the caller may do with the list.</param>
internal sealed record DefinitionPage(IReadOnlyList<DefinitionSummaryAnswer> Items, long TotalCount, IReadOnlyList<Link> Links);

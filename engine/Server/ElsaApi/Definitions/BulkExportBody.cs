namespace Orchestrator.Server.ElsaApi.Definitions;

/// <param name="Ids">Ids of versions.</param>
internal sealed record BulkExportBody(IReadOnlyList<string>? Ids = null, bool? IncludeConsumingWorkflows = null);

namespace Orchestrator.Server.Rest.Instances;

/// <summary>Which instances: by id, or all that a filter finds.</summary>
/// <param name="Ids">At most 500.</param>
/// <param name="DefinitionId">With <paramref name="Tenant"/> and <paramref name="CorrelationId"/>: all running instances (retry: those with incidents) that match, at most 500 a request.</param>
/// <param name="Variables">For a retry: variables to change before, by name.</param>
internal sealed record BulkRequest(
    List<string>? Ids = null, string? DefinitionId = null, string? Tenant = null, string? CorrelationId = null, Dictionary<string, object?>? Variables = null);

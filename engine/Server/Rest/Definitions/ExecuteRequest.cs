namespace Orchestrator.Server.Rest.Definitions;

/// <param name="Tenant">The tenant that the instance belongs to; the definition's own when absent.</param>
internal sealed record ExecuteRequest(Dictionary<string, object?>? Input = null, string? CorrelationId = null, string? Name = null, string? Tenant = null);

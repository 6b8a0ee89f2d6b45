namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record UpdateReferencesBody(IReadOnlyList<string>? ConsumingWorkflowIds = null);

namespace Orchestrator.Server.ElsaApi.Scripting;

internal sealed record TypeDefinitionBody(string? WorkflowDefinitionId = null, string? ActivityTypeName = null, string? PropertyName = null);

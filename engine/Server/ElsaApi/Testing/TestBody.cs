namespace Orchestrator.Server.ElsaApi.Testing;

/// <summary>Which activity of which version to try out.</summary>
internal sealed record TestBody(DefinitionHandle? WorkflowDefinitionHandle = null, ActivityHandle? ActivityHandle = null);

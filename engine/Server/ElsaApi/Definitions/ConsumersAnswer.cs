namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record ConsumersAnswer(IReadOnlyList<string> ConsumingWorkflowDefinitionIds);

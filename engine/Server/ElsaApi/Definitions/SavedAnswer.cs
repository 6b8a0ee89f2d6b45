using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <param name="ConsumingWorkflowCount">Workflows that were changed to use the new version.</param>
internal sealed record SavedAnswer(JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount);

namespace Orchestrator.Server.ElsaApi.Realtime;

internal sealed record InstanceUpdated(string WorkflowInstanceId);

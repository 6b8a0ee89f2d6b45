namespace Orchestrator.Server.Rest.Definitions;

internal sealed record DispatchAnswer(string InstanceId);

namespace Orchestrator.Server.Rest.Operations;

/// <summary>The instance that was changed or made.</summary>
internal sealed record OperationAnswer(string InstanceId);

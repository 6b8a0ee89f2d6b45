namespace Orchestrator.Server.Rest.Operations;

/// <param name="Reason">Why, for whoever looks at the node's health.</param>
internal sealed record SuspendRequest(string? Reason = null);

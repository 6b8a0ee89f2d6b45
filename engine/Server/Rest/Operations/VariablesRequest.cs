namespace Orchestrator.Server.Rest.Operations;

/// <summary>Body of a retry.</summary>
/// <param name="Variables">Variables to change before, by name.</param>
internal sealed record VariablesRequest(Dictionary<string, object?>? Variables = null);

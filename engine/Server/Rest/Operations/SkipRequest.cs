namespace Orchestrator.Server.Rest.Operations;

/// <summary>How a faulted activity is completed by hand.</summary>
/// <param name="Outcomes">Decide where the workflow goes on; <c>Done</c> when absent.</param>
/// <param name="Outputs">Outputs that the activity would have given, by name.</param>
/// <param name="Variables">Variables to change before, by name.</param>
internal sealed record SkipRequest(List<string>? Outcomes = null, Dictionary<string, object?>? Outputs = null, Dictionary<string, object?>? Variables = null);

namespace Orchestrator.Server.Rest.Instances;

/// <param name="ActivityId">Where to begin; the start of the workflow when absent.</param>
/// <param name="Variables">Variables of the workflow to change, by name; the others keep the values they have now.</param>
/// <param name="Input">Inputs to change, by name.</param>
internal sealed record RerunRequest(string? ActivityId = null, Dictionary<string, object?>? Variables = null, Dictionary<string, object?>? Input = null);

namespace Orchestrator.Server.Rest.Instances;

/// <param name="Input">What the activity that waits gets, as if its event had brought it.</param>
internal sealed record ResumeRequest(Dictionary<string, object?>? Input = null);

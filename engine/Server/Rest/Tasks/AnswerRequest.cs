namespace Orchestrator.Server.Rest.Tasks;

/// <summary>An answer to a task.</summary>
/// <param name="Decision">One of the task's decisions; left out when it has none.</param>
/// <param name="Values">Values of the form by field name.</param>
internal sealed record AnswerRequest(string? Decision, Dictionary<string, object?>? Values);

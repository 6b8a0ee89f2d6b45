namespace Orchestrator.Runtime.Tasks;

/// <summary>What became of an answer, with the task as it is now.</summary>
public sealed record UserTaskResult(UserTaskOutcome Outcome, UserTask? Task, IReadOnlyDictionary<string, string[]> Faults)
{
    internal static UserTaskResult Of(UserTaskOutcome outcome, UserTask? task) => new(outcome, task, new Dictionary<string, string[]>());
}

namespace Orchestrator.Runtime.Tasks;

/// <summary>Answers tasks. Safe for concurrent use: of several answers one is taken.</summary>
public interface IUserTasks
{
    /// <summary>Checks an answer against the form and lets the instance go on with it. Who may answer is checked by the caller.</summary>
    ValueTask<UserTaskResult> AnswerAsync(string taskId, UserTaskAnswer answer, CancellationToken cancellationToken);
}

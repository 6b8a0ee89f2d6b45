using Orchestrator.Runtime.Tasks.Forms;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Tasks;

internal sealed class UserTasks(IUserTaskStore store, IWorkflowRuntime runtime, TimeProvider timeProvider) : IUserTasks
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async ValueTask<UserTaskResult> AnswerAsync(string taskId, UserTaskAnswer answer, CancellationToken cancellationToken)
    {
        var task = await store.FindAsync(taskId, cancellationToken);
        if (task is null)
            return UserTaskResult.Of(UserTaskOutcome.NotFound, null);
        if (task.State != UserTaskState.Open)
            return Closed(task, answer);
        var (input, faults) = UserTaskAnswers.Check(task, answer);
        if (faults.Count > 0)
            return new UserTaskResult(UserTaskOutcome.Invalid, task, faults);

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await runtime.ResumeBookmarkAsync(task.InstanceId, task.Id, input, cancellationToken))
            {
                var answered = UserInteraction.Answered(task, (IReadOnlyDictionary<string, object?>)input[UserInteraction.AnswerInput]!, answer.Decision, answer.User, answer.IdempotencyKey, timeProvider.GetUtcNow());
                await store.SaveAsync(answered, cancellationToken); // Its message does the same, should the process end here.
                return UserTaskResult.Of(UserTaskOutcome.Accepted, answered);
            }

            var now = await store.FindAsync(task.Id, cancellationToken);
            if (now is null)
                return UserTaskResult.Of(UserTaskOutcome.NotFound, null); // Deleted with its instance.
            if (now.State != UserTaskState.Open)
                return Closed(now, answer);

            // Either another commit of the instance came between, or the message that closes the task is still on its way.
            await Task.Delay(Pause, timeProvider, cancellationToken);
        }

        return UserTaskResult.Of(UserTaskOutcome.Closed, task);
    }

    private static UserTaskResult Closed(UserTask task, UserTaskAnswer answer) =>
        UserTaskResult.Of(task.State == UserTaskState.Answered && IsSame(task, answer) ? UserTaskOutcome.Accepted : UserTaskOutcome.Closed, task);

    private static bool IsSame(UserTask task, UserTaskAnswer answer)
    {
        if (!string.Equals(task.AnsweredBy, answer.User, StringComparison.OrdinalIgnoreCase))
            return false;
        if (answer.IdempotencyKey is not null && answer.IdempotencyKey == task.AnswerKey)
            return true;
        var (values, faults) = FormValidator.Check(task.Form, answer.Values);
        return faults.Count == 0 && task.Decision == answer.Decision && PlainValue.ToJson(values) == PlainValue.ToJson(task.Answer);
    }
}

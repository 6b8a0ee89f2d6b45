using Orchestrator.Runtime.Tasks.Forms;

namespace Orchestrator.Runtime.Tasks;

/// <summary>Checks answers and puts them into the form that the waiting activity takes.</summary>
public static class UserTaskAnswers
{
    /// <summary>The input of the bookmark, and all that is wrong with the answer by field.</summary>
    public static (IReadOnlyDictionary<string, object?> Input, IReadOnlyDictionary<string, string[]> Faults) Check(UserTask task, UserTaskAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(answer);
        var (values, faults) = FormValidator.Check(task.Form, answer.Values);
        if (DecisionFault(task, answer.Decision) is { } fault)
            faults["decision"] = [fault];
        var input = new Dictionary<string, object?>
        {
            [UserInteraction.AnswerInput] = values,
            [UserInteraction.DecisionInput] = answer.Decision,
            [UserInteraction.UserInput] = answer.User,
            [UserInteraction.KeyInput] = answer.IdempotencyKey,
        };
        return (input, faults);
    }

    private static string? DecisionFault(UserTask task, string? decision)
    {
        if (task.Decisions.Count == 0)
            return decision is null ? null : "The task has nothing to decide: leave it out.";
        return decision is not null && task.Decisions.Contains(decision) ? null : $"Must be one of {string.Join(", ", task.Decisions)}.";
    }
}

using Orchestrator.Core;
using Orchestrator.Runtime.Tasks.Forms;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Tasks;

/// <summary>
/// Waits until a person has answered: a task with a form appears in the console and at <c>/api/v1/tasks</c>. Leaves by <c>Answered</c> and by the name of the decision, or by
/// <c>TimedOut</c>.
/// </summary>
/// <remarks>
/// Answers are checked against the form before they are taken, and one answer is taken. The wait is a bookmark of the instance; the task follows with the commit that holds it.
/// A form that cannot be read is a fault of this activity. When the wait is cancelled the task is closed as Cancelled.
/// </remarks>
[Activity("Orchestrator", "People", "Waits until a person has answered a form or decided.", DisplayName = "User interaction")]
[FlowNode("Answered", "TimedOut")]
public sealed class UserInteraction : Activity, ICancelable, IValidates
{
    internal const string AnswerInput = "answer";
    internal const string DecisionInput = "decision";
    internal const string UserInput = "user";
    internal const string KeyInput = "key";
    private const string TaskKey = "Task";

    [Input(Description = "What is to be done, in a few words.", Order = 1)]
    public Input<string> Title { get; set; } = default!;

    [Input(Description = "What the person needs to know.", UIHint = "multiline", Order = 2)]
    public Input<string>? Description { get; set; }

    [Input(Description = "Names of the users who may answer. Without users and roles everybody of the tenant may.", UIHint = "multitext", Category = "Assignee", Order = 3)]
    public Input<List<string>>? Users { get; set; }

    [Input(Description = "Roles whose members may answer: administrator, tenant.", UIHint = "multitext", Category = "Assignee", Order = 4)]
    public Input<List<string>>? Roles { get; set; }

    [Input(Description = "Fields: [{ \"name\": \"size\", \"type\": \"integer\", \"required\": true, \"min\": 1 }]. Types: text, multiline, integer, number, boolean, choice, multiChoice, date, dateTime.",
        UIHint = "code-editor", DefaultSyntax = "Object", Order = 5)]
    public Input<object?>? Form { get; set; }

    [Input(Description = "What can be decided, such as Approve and Reject: one button and one outcome each.", UIHint = "dynamic-outcomes", DefaultSyntax = "Object", Order = 6)]
    public Input<List<string>>? Decisions { get; set; }

    [Input(Description = "How long to wait for the answer, such as 2.00:00:00 for two days; without end when empty.", Order = 7)]
    public Input<TimeSpan?>? Timeout { get; set; }

    [Output(Description = "The values of the form by field name.")]
    public Output<IDictionary<string, object?>>? Answer { get; set; }

    [Output(Description = "What was decided.")]
    public Output<string>? Decision { get; set; }

    [Output(Description = "Who answered.")]
    public Output<string>? AnsweredBy { get; set; }

    [Output(Description = "Id of the task.")]
    public Output<string>? TaskId { get; set; }

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        if (Form?.Expression is not { Type: "Literal" or "Object" or "Json" } expression)
            yield break;
        foreach (var fault in FormReader.Read(expression.Value).Faults)
            yield return new DefinitionFault(Id, "form", fault);
    }

    protected override void Execute(ActivityExecutionContext context)
    {
        var title = Title.Require(context, nameof(Title));
        var (form, faults) = FormReader.Read(Form.GetOrDefault(context));
        if (faults.Count > 0)
            throw new WorkflowFaultException(string.Join(' ', faults), "task.form");
        var timeout = Timeout.GetOrDefault(context);
        if (timeout <= TimeSpan.Zero)
            throw new WorkflowFaultException($"Timeout of UserInteraction '{Name ?? Id}' is {timeout:c}; it must be longer than zero, or empty.", "task.timeout");
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs { Callback = OnAnsweredAsync, Description = $"answer to '{title}'" });
        if (timeout is { } longest)
            context.DelayFor(longest, OnTimedOutAsync, $"time-out of '{title}'");
        var workflow = context.WorkflowExecutionContext;
        var task = new UserTask
        {
            Id = bookmark.Id,
            Tenant = workflow.Tenant,
            InstanceId = workflow.Id,
            DefinitionId = workflow.DefinitionId,
            DefinitionName = ((ActivityRun)context).Run.Graph.Definition.Name,
            ActivityId = Id,
            Title = title,
            Description = Description.GetOrDefault(context),
            Users = Names(Users.GetOrDefault(context)),
            Roles = Names(Roles.GetOrDefault(context)),
            Form = form,
            Decisions = Names(Decisions.GetOrDefault(context)),
            CreatedAt = bookmark.CreatedAt,
            DueAt = timeout is { } wait ? bookmark.CreatedAt + wait : null,
        };
        TaskId.Set(context, task.Id);
        context.SetProperty(TaskKey, task);
        context.AddExecutionLogEntry("TaskOpened", title);
        context.Send(new OutboxMessage(UserTaskOutboxHandler.MessageKind, task));
    }

    void ICancelable.OnCanceled(ActivityExecutionContext context)
    {
        if (context.GetProperty<UserTask>(TaskKey) is { } task)
            Close(context, task with { State = UserTaskState.Cancelled, ClosedAt = context.WorkflowExecutionContext.TimeProvider.GetUtcNow() });
    }

    internal static UserTask Answered(UserTask task, IReadOnlyDictionary<string, object?> values, string? decision, string? user, string? key, DateTimeOffset now) => task with
    {
        State = UserTaskState.Answered,
        Answer = values,
        Decision = decision,
        AnsweredBy = user,
        AnswerKey = key,
        ClosedAt = now,
    };

    private ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        var input = context.StimulusInput;
        var values = Value(input, AnswerInput) as Dictionary<string, object?> ?? [];
        var decision = Value(input, DecisionInput) as string;
        var user = Value(input, UserInput) as string;
        Answer.Set(context, values);
        Decision.Set(context, decision);
        AnsweredBy.Set(context, user);
        Close(context, Answered(context.GetProperty<UserTask>(TaskKey)!, values, decision, user, Value(input, KeyInput) as string, context.WorkflowExecutionContext.TimeProvider.GetUtcNow()));
        return context.CompleteActivityWithOutcomesAsync(string.IsNullOrEmpty(decision) ? ["Answered"] : ["Answered", decision]);
    }

    private ValueTask OnTimedOutAsync(ActivityExecutionContext context)
    {
        Close(context, context.GetProperty<UserTask>(TaskKey)! with { State = UserTaskState.TimedOut, ClosedAt = context.WorkflowExecutionContext.TimeProvider.GetUtcNow() });
        return context.CompleteActivityWithOutcomesAsync("TimedOut");
    }

    private static void Close(ActivityExecutionContext context, UserTask task) => context.Send(new OutboxMessage(UserTaskOutboxHandler.MessageKind, task));

    private static object? Value(IDictionary<string, object?> map, string name) => map.TryGetValue(name, out var value) ? value : null;

    private static IReadOnlyList<string> Names(List<string>? names) =>
        [.. (names ?? []).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}

using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Hands a task to the outside and waits until it is reported complete. The task's id is in the outputs while it waits.</summary>
[Activity("Elsa", "Primitives", "Hands a task to the outside and waits until it is complete.")]
public sealed class RunTask : Activity<object>
{
    /// <summary>Name of the stimulus that completes a task.</summary>
    public const string Stimulus = "Elsa.RunTask";

    /// <summary>Key of the stimulus' input that holds the result.</summary>
    public const string ResultKey = "result";

    [Input(Description = "Name of the task.")]
    public Input<string> TaskName { get; set; } = default!;

    [Input(Description = "What the task needs.")]
    public Input<IDictionary<string, object?>>? Payload { get; set; }

    [Output(Description = "Id of the task; whoever completes it names it.")]
    public Output<string>? TaskId { get; set; }

    /// <summary>The payload of the stimulus that completes a task.</summary>
    public static object PayloadOf(string taskId) => new Dictionary<string, object?> { ["taskId"] = taskId };

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = TaskName.Require(context, nameof(TaskName));
        var id = ((ActivityRun)context).Id;
        TaskId.Set(context, id);
        context.CreateBookmark(new CreateBookmarkArgs { Name = Stimulus, Stimulus = PayloadOf(id), Callback = OnCompletedAsync, Description = $"Task '{name}' ({id})" });
    }

    private ValueTask OnCompletedAsync(ActivityExecutionContext context)
    {
        Result.Set(context, context.StimulusInput.TryGetValue(ResultKey, out var result) ? result : null);
        return context.CompleteActivityAsync();
    }
}

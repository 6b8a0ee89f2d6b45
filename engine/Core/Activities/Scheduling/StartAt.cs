using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Starts the workflow, or goes on, at a time; a past time goes on at once.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow, or goes on, at a time.")]
public sealed class StartAt : Trigger, IScheduledTrigger
{
    [Input(Description = "The time, ISO 8601.", UIHint = "datetime-picker")]
    public Input<DateTimeOffset> DateTime { get; set; } = default!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        new ScheduleSpec("once", context.Get(DateTime).ToString("O", CultureInfo.InvariantCulture));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var wait = context.Get(DateTime) - context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
        if (context.IsTriggerOfWorkflow || wait <= TimeSpan.Zero)
            await context.CompleteActivityAsync();
        else
            context.DelayFor(wait, description: "StartAt");
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Starts the workflow by a cron expression; inside a workflow waits for its next time.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow by a cron expression.")]
public sealed class Cron : Trigger, IScheduledTrigger
{
    [Input(Description = "Five fields (minute hour day month weekday), or six with seconds first. UTC.")]
    public Input<string> CronExpression { get; set; } = default!;

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var expression = context.Get(CronExpression) ?? "";
        CronParser.Parse(expression);
        return new ScheduleSpec("cron", expression);
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
        {
            await context.CompleteActivityAsync();
            return;
        }

        var expression = CronExpression.Require(context, nameof(CronExpression));
        var now = context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
        var next = CronParser.Parse(expression).GetNextOccurrence(now, TimeZoneInfo.Utc)
            ?? throw new WorkflowFaultException($"The cron expression '{expression}' has no time after {now:O}.", "cron.never");
        context.DelayFor(next - now, description: $"Cron '{expression}'");
    }
}

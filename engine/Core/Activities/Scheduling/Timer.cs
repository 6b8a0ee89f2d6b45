using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Starts the workflow at an interval; inside a workflow waits for one interval.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at an interval.")]
public sealed class Timer : Trigger, IScheduledTrigger
{
    [Input(Description = "The interval, such as 00:01:00; one second at least.", DefaultValue = "00:01:00")]
    public Input<TimeSpan>? Interval { get; set; }

    [Input(Description = "What becomes of times that were missed.", DefaultValue = MisfirePolicy.RunOnce, UIHint = "dropdown", Category = "Schedule")]
    public Input<MisfirePolicy>? Misfire { get; set; }

    [Input(Description = "What happens while an earlier instance still runs.", DefaultValue = OverlapPolicy.Allow, UIHint = "dropdown", Category = "Schedule")]
    public Input<OverlapPolicy>? Overlap { get; set; }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = Interval is null ? TimeSpan.FromMinutes(1) : context.Get(Interval);
        return interval >= TimeSpan.FromSeconds(1)
            ? new ScheduleSpec("interval", interval.ToString("c"))
            {
                Misfire = Misfire is null ? MisfirePolicy.RunOnce : context.Get(Misfire),
                Overlap = Overlap is null ? OverlapPolicy.Allow : context.Get(Overlap),
            }
            : throw new WorkflowFaultException($"The interval {interval:c} is too short: give one second at least.");
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
            await context.CompleteActivityAsync();
        else
            context.DelayFor(Interval is null ? TimeSpan.FromMinutes(1) : context.Get(Interval), description: "Timer");
    }
}

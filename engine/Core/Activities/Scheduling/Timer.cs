using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Starts the workflow at an interval; inside a workflow waits for one interval.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at an interval.")]
public sealed class Timer : Trigger, IScheduledTrigger, IValidates
{
    /// <summary>Each time is a start that is committed, and a row that moves on: faster than this is a loop, not a schedule.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    [Input(Description = "The interval, such as 00:01:00; as a trigger 100 milliseconds at least.", DefaultValue = "00:01:00")]
    public Input<TimeSpan>? Interval { get; set; }

    [Input(Description = "What becomes of times that were missed.", DefaultValue = MisfirePolicy.RunOnce, UIHint = "dropdown", Category = "Schedule")]
    public Input<MisfirePolicy>? Misfire { get; set; }

    [Input(Description = "What happens while an earlier instance still runs.", DefaultValue = OverlapPolicy.Allow, UIHint = "dropdown", Category = "Schedule")]
    public Input<OverlapPolicy>? Overlap { get; set; }

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        if (CanStartWorkflow && Interval?.Expression is { Type: "Literal", Value: TimeSpan or string } literal && TimeSpan.TryParse(ValueConverter.ToText(literal.Value), CultureInfo.InvariantCulture, out var interval)
            && interval < Shortest)
            yield return new DefinitionFault(Id, "interval", TooShort(interval));
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = Interval is null ? TimeSpan.FromMinutes(1) : context.Get(Interval);
        return interval >= Shortest
            ? new ScheduleSpec("interval", interval.ToString("c"))
            {
                Misfire = Misfire is null ? MisfirePolicy.RunOnce : context.Get(Misfire),
                Overlap = Overlap is null ? OverlapPolicy.Allow : context.Get(Overlap),
            }
            : throw new WorkflowFaultException(TooShort(interval));
    }

    private static string TooShort(TimeSpan interval) => $"The interval {interval:c} is too short for a trigger: give 00:00:00.100 at least.";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
            await context.CompleteActivityAsync();
        else
            context.DelayFor(Interval is null ? TimeSpan.FromMinutes(1) : context.Get(Interval), description: "Timer");
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Starts the workflow by a cron expression; inside a workflow waits for its next time.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow by a cron expression.")]
public sealed class Cron : Trigger, IScheduledTrigger, IValidates
{
    [Input(Description = "Five fields (minute hour day month weekday), or six with seconds first.")]
    public Input<string> CronExpression { get; set; } = default!;

    [Input(DisplayName = "Time zone", Description = "IANA name, such as Europe/Sofia. A time that a change to summer time leaves out fires when the clock has moved on; one that comes twice fires once.", DefaultValue = "UTC", Category = "Schedule")]
    public Input<string>? TimeZone { get; set; }

    [Input(Description = "What becomes of times that were missed.", DefaultValue = MisfirePolicy.RunOnce, UIHint = "dropdown", Category = "Schedule")]
    public Input<MisfirePolicy>? Misfire { get; set; }

    [Input(Description = "What happens while an earlier instance still runs.", DefaultValue = OverlapPolicy.Allow, UIHint = "dropdown", Category = "Schedule")]
    public Input<OverlapPolicy>? Overlap { get; set; }

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        if (CronExpression?.Expression is { Type: "Literal", Value: { } value } && CronParser.Fault(ValueConverter.ToText(value) ?? "") is { } reason)
            yield return new DefinitionFault(Id, "cronExpression", reason, CanStartWorkflow ? FaultLevel.Publish : FaultLevel.Run);
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var expression = context.Get(CronExpression) ?? "";
        CronParser.Parse(expression);
        var zone = TimeZone is null ? null : context.Get(TimeZone);
        return new ScheduleSpec("cron", expression)
        {
            TimeZone = ScheduleZone.Find(zone).Id,
            Misfire = Misfire is null ? MisfirePolicy.RunOnce : context.Get(Misfire),
            Overlap = Overlap is null ? OverlapPolicy.Allow : context.Get(Overlap),
        };
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
        var next = CronTimes.Next(expression, TimeZone is null ? null : context.Get(TimeZone), now)
            ?? throw new WorkflowFaultException($"The cron expression '{expression}' has no time after {now:O}.", "cron.never");
        context.DelayFor(next - now, description: $"Cron '{expression}'");
    }
}

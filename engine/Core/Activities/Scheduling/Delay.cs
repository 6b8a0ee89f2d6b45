using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Waits for a time; durable.</summary>
[Activity("Elsa", "Scheduling", "Waits for a time.")]
public sealed class Delay : Activity
{
    [Input(Description = "How long, such as 00:01:00.", DefaultValue = "00:01:00")]
    public Input<TimeSpan>? TimeSpan { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var delay = TimeSpan is null ? System.TimeSpan.FromMinutes(1) : context.Get(TimeSpan);
        context.DelayFor(delay, description: $"Delay of {delay:c}");
    }
}

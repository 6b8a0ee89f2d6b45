using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Removes a rule with its history and frees its name. Its VMs stay. A rule that is gone already is no failure.</summary>
[Activity("Autoscaling", "Autoscaling", "Removes a rule; its VMs stay.", DisplayName = "Remove rule")]
[FlowNode("Done")]
public sealed class RemoveRule : RuleActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rule = RuleOf(context);
        await context.GetRequiredService<ScalingStates>().RemoveAsync(rule, context.CancellationToken);
        await context.GetRequiredService<AutoscaleRules>().RemoveAsync(rule, context.CancellationToken);
        context.AddExecutionLogEntry("RemovedRule", $"Removed autoscale rule '{rule.Name}'; its VMs stay.");
        await context.CompleteActivityAsync();
    }
}

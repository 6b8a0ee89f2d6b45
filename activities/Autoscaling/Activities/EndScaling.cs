using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Notes what a scaling did, begins the cool-down and lets go of the rule.</summary>
[Activity("Autoscaling", "Autoscaling", "Notes what a scaling did, begins the cool-down and lets go of the rule.", DisplayName = "End scaling")]
[FlowNode("Done")]
public sealed class EndScaling : RuleActivity
{
    [Input(DisplayName = "VMs", Description = "Names of the VMs that were made or removed, separated by commas.")]
    public Input<string?>? VmNames { get; set; }

    [Input(Description = "How it ended.", UIHint = "dropdown", Options = ["succeeded", "failed"], DefaultValue = "succeeded")]
    public Input<string?>? Outcome { get; set; }

    [Input(Description = "Why, in a sentence.")]
    public Input<string?>? Reason { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (rule, outcome, vms, reason) = (RuleOf(context), Outcome.GetOrDefault(context) ?? "succeeded", VmNames.GetOrDefault(context) ?? "", Reason.GetOrDefault(context) ?? "");
        await context.GetRequiredService<ScalingStates>().EndAsync(rule, context.WorkflowExecutionContext.Id, vms, outcome, reason, context.CancellationToken);
        context.AddExecutionLogEntry("EndedScaling", $"Scaling of rule '{rule.Name}' has {outcome}{(vms.Length == 0 ? "" : $" ({vms})")}; it cools down for {rule.CooldownMinutes} minutes.");
        await context.CompleteActivityAsync();
    }
}

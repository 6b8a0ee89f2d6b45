using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>
/// Decides whether a rule may scale now (switched on, limits, cool-down, no other scaling at work, alert not handled yet) and holds the rule for this instance if so.
/// An instance that ends in any way loses the rule, so a crash blocks nothing.
/// </summary>
[Activity("Autoscaling", "Autoscaling", "Decides whether to scale now, and holds the rule while it lasts.", DisplayName = "Begin scaling")]
[FlowNode("Go", "Skip")]
public sealed class BeginScaling : RuleActivity
{
    [Input(Description = "Direction.", UIHint = "dropdown", Options = ["out", "in"])]
    public Input<string> Direction { get; set; } = default!;

    [Input(DisplayName = "Alert id", Description = "Id of the alert; each alert scales once while it is active.")]
    public Input<string?>? AlertId { get; set; }

    [Input(DisplayName = "Current count", Description = "VMs there are now.")]
    public Input<int> CurrentCount { get; set; } = default!;

    [Output(Description = "VMs to add or remove.")]
    public Output<int>? Count { get; set; }

    [Output(Description = "Why, in a sentence.")]
    public Output<string>? Reason { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var direction = Direction.Require(context, nameof(Direction));
        if (direction is not ("out" or "in"))
            throw new WorkflowFaultException($"Input 'Direction' is '{direction}'; it must be out or in.", "autoscale.bad-direction");
        var rule = RuleOf(context);
        var current = await context.GetRequiredService<AutoscaleRules>().FindAsync(rule.Tenant, rule.Id, context.CancellationToken);
        var request = new ScalingRequest(context.WorkflowExecutionContext.Id, direction, AlertId.GetOrDefault(context) ?? "", CurrentCount.Get(context));
        var decision = current is null
            ? new ScalingDecision(0, $"Rule '{rule.Name}' was deleted meanwhile.")
            : await context.GetRequiredService<ScalingStates>().BeginAsync(current, request, context.CancellationToken);
        Count.Set(context, decision.Count);
        Reason.Set(context, decision.Reason);
        context.AddExecutionLogEntry(decision.Goes ? "BeganScaling" : "SkippedScaling", decision.Reason);
        await context.CompleteActivityWithOutcomesAsync(decision.Goes ? "Go" : "Skip");
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Finds the rule that a vROps trap is for, and gives the instance its tenant. The end of an alert is noted, so that it may scale again when it comes back.</summary>
[Activity("Autoscaling", "Autoscaling", "Finds the rule that an alert is for, and says in which direction to scale.", DisplayName = "Find rule for alert")]
[FlowNode("ScaleOut", "ScaleIn", "None")]
public sealed class FindRuleForAlert : Activity
{
    [Input(Description = "The trap, as the trigger gives it.")]
    public Input<object> Trap { get; set; } = default!;

    [Output(Description = "The rule; null when there is none.")]
    public Output<object>? Rule { get; set; }

    [Output(Description = "out, in, or empty.")]
    public Output<string>? Direction { get; set; }

    [Output(DisplayName = "Alert id", Description = "Id of the alert.")]
    public Output<string>? AlertId { get; set; }

    [Output(Description = "Why, in a sentence.")]
    public Output<string>? Reason { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var trap = TrapReading.From(Trap.GetOrDefault(context));
        var match = trap is null
            ? new RuleMatch(null, "", "The trap is none of vRealize Operations.")
            : AlertMatching.Find(trap, await context.GetRequiredService<AutoscaleRules>().ListAsync(null, context.CancellationToken));
        if (match.Rule is { } rule)
        {
            context.WorkflowExecutionContext.Tenant = rule.Tenant;
            context.WorkflowExecutionContext.Name = match.Direction.Length == 0 ? $"Alert for {rule.Name}" : $"Scale {match.Direction} {rule.Name}";
            if (trap!.Kind == "clear")
                await context.GetRequiredService<ScalingStates>().ClearAsync(rule, trap.AlertId, context.CancellationToken);
        }

        if (trap is { AlertId.Length: > 0 })
            context.WorkflowExecutionContext.CorrelationId ??= trap.AlertId;
        Rule.Set(context, match.Rule);
        Direction.Set(context, match.Direction);
        AlertId.Set(context, trap?.AlertId ?? "");
        Reason.Set(context, match.Reason);
        context.AddExecutionLogEntry("FoundRule", match.Reason);
        await context.CompleteActivityWithOutcomesAsync(match.Direction switch { "out" => "ScaleOut", "in" => "ScaleIn", _ => "None" });
    }
}

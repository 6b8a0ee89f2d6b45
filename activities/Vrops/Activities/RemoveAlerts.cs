using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Removes what raises the alerts of a rule, and its group. What is gone already is no failure; super metrics and plug-in stay for other rules.</summary>
[Activity("Vrops", "vRealize Operations", "Removes symptoms, alert definitions and group of a rule.", DisplayName = "Remove alerts")]
[FlowNode("Done", "Failed")]
public sealed class RemoveAlerts : RemoteActivity
{
    [Input(DisplayName = "Rule key", Description = "Name of the rule, unique over all tenants.")]
    public Input<string> RuleKey { get; set; } = default!;

    [Input(DisplayName = "Remove group", Description = "Removes the custom group too.", DefaultValue = true)]
    public Input<bool?>? RemovesGroup { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (key, removesGroup) = (RuleKey.Require(context, nameof(RuleKey)), RemovesGroup.GetOrDefault(context) ?? true);
        var (alerting, resources) = (context.GetRequiredService<VropsAlerting>(), context.GetRequiredService<VropsResources>());
        await context.RunEffectAsync(new EffectRequest<bool>
        {
            Name = "remove-alerts",
            Act = async (_, cancellationToken) =>
            {
                await alerting.RemoveAlertsAsync(key, cancellationToken);
                if (removesGroup && await resources.FindGroupAsync(ScalingNames.Group(key), cancellationToken) is { } group)
                    await resources.DeleteGroupAsync(group.Id, cancellationToken);
                return true;
            },
        });
        context.AddExecutionLogEntry("RemovedAlerts", $"Removed the alert definitions of '{key}'{(removesGroup ? " and its group" : "")} from vROps.");
        await context.CompleteActivityAsync();
    }
}

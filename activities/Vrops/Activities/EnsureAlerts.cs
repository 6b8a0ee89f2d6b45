using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Finds or makes what raises and sends the alerts of a rule: symptoms, both alert definitions, SNMP plug-in, notification rule. Changed thresholds are written.</summary>
[Activity("Vrops", "vRealize Operations", "Finds or makes symptoms, alert definitions, SNMP plug-in and notification rule of a rule.", DisplayName = "Ensure alerts")]
[FlowNode("Done", "Failed")]
public sealed class EnsureAlerts : RemoteActivity
{
    [Input(DisplayName = "Rule key", Description = "Name of the rule, unique over all tenants; the alert definitions are named after it.")]
    public Input<string> RuleKey { get; set; } = default!;

    [Input(DisplayName = "Super metrics", Description = "Ids: memory, cpu; as Vrops.EnsureSuperMetrics gives them.")]
    public Input<object> SuperMetrics { get; set; } = default!;

    [Input(Description = "In percent: cpuHigh, memoryHigh, cpuLow, memoryLow.")]
    public Input<object?>? Thresholds { get; set; }

    [Output(Description = "Ids: alertOut, alertIn, symptoms, pluginId, notificationRuleId.")]
    public Output<object>? Objects { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var key = RuleKey.Require(context, nameof(RuleKey));
        var metrics = Read<SuperMetricIds>(SuperMetrics.Get(context)) ?? throw new WorkflowFaultException("Input 'SuperMetrics' is empty: connect it to the output of Vrops.EnsureSuperMetrics.", "vrops.no-super-metrics");
        var thresholds = Read<ScalingThresholds>(Thresholds.GetOrDefault(context)) ?? new ScalingThresholds();
        var objects = await context.RunEffectAsync(new EffectRequest<ScalingObjects>
        {
            Name = "ensure-alerts",
            Act = (_, cancellationToken) => context.GetRequiredService<VropsAlerting>().EnsureAlertsAsync(key, metrics, thresholds, cancellationToken),
        });
        Objects.Set(context, objects);
        context.AddExecutionLogEntry("EnsuredAlerts", $"vROps raises '{ScalingNames.AlertOut(key)}' and '{ScalingNames.AlertIn(key)}' and sends them here as traps.");
        await context.CompleteActivityAsync();
    }

    private static T? Read<T>(object? value) where T : class => value is null ? null : JsonSerializer.SerializeToElement(value, PlainJson.Options).Deserialize<T>(PlainJson.Options);
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Reads an alert by the id that its traps carry.</summary>
[Activity("Vrops", "vRealize Operations", "Reads an alert by its id.", DisplayName = "Get alert")]
[FlowNode("Found", "NotFound", "Failed")]
public sealed class GetAlert : RemoteActivity
{
    [Input(DisplayName = "Alert id", Description = "UUID of the alert.")]
    public Input<string?> AlertId { get; set; } = default!;

    [Output(Description = "The alert: alertId, resourceId, status, definitionId, definitionName, isCanceled; null when vROps does not know it.")]
    public Output<object>? Alert { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var id = AlertId.GetOrDefault(context);
        var alert = string.IsNullOrWhiteSpace(id) ? null : await context.GetRequiredService<VropsAlerting>().FindAlertAsync(id, context.CancellationToken);
        Alert.Set(context, alert);
        context.AddExecutionLogEntry("ReadAlert", alert is null ? $"vROps does not know alert {id}." : $"Alert {alert.AlertId} ({alert.DefinitionName}) is {alert.Status}.");
        await context.CompleteActivityWithOutcomesAsync(alert is null ? "NotFound" : "Found");
    }
}

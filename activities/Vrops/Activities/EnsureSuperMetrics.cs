using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Finds or makes the super metrics of autoscaling and assigns them to groups.</summary>
[Activity("Vrops", "vRealize Operations", "Finds or makes the super metrics for memory and CPU of a group.", DisplayName = "Ensure super metrics")]
[FlowNode("Done", "Failed")]
public sealed class EnsureSuperMetrics : RemoteActivity
{
    [Output(Description = "Ids: memory, cpu.")]
    public Output<object>? SuperMetrics { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var ids = await context.RunEffectAsync(new EffectRequest<SuperMetricIds>
        {
            Name = "ensure-super-metrics",
            Act = (_, cancellationToken) => context.GetRequiredService<VropsAlerting>().EnsureSuperMetricsAsync(cancellationToken),
        });
        SuperMetrics.Set(context, ids);
        context.AddExecutionLogEntry("EnsuredSuperMetrics", "vROps has the super metrics for memory and CPU.");
        await context.CompleteActivityAsync();
    }
}

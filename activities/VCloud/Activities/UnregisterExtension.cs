using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Takes this product's API extension off vCD. One that is not registered is no failure.</summary>
[Activity("Vcd", "vCloud Director", "Takes the orchestrator's API extension off vCloud Director.", DisplayName = "Unregister API extension")]
[FlowNode("Done", "Failed")]
public sealed class UnregisterExtension : VcdActivity
{
    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var extension = context.GetRequiredService<IVcdExtension>();
        await context.RunEffectAsync(new EffectRequest<bool> { Name = "remove-extension", Act = (_, cancellationToken) => extension.RemoveAsync(cancellationToken) });
        await context.CompleteActivityAsync();
    }
}

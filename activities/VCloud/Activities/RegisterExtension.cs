using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Registers this product as an API extension of vCD, or brings the registration up to date with the published workflows.</summary>
[Activity("Vcd", "vCloud Director", "Registers the orchestrator as an API extension of vCloud Director, or brings its URL filters and rights up to date.", DisplayName = "Register API extension")]
[FlowNode("Done", "Failed")]
public sealed class RegisterExtension : VcdActivity
{
    [Output(Description = "URL patterns that vCD hands over.")]
    public Output<ICollection<string>>? Patterns { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var extension = context.GetRequiredService<IVcdExtension>();
        var state = await context.RunEffectAsync(new EffectRequest<VcdExtensionState> { Name = "ensure-extension", Act = (_, cancellationToken) => extension.EnsureAsync(cancellationToken) });
        context.Set(Patterns, state.Patterns, nameof(Patterns));
        await context.CompleteActivityAsync();
    }
}

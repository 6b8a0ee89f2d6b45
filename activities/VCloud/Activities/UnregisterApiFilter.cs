using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Takes a URL pattern out of vCD's API extensibility. A pattern that is not registered is no failure.</summary>
[Activity("Vcd", "vCloud Director", "Takes a URL pattern out of vCD's API extensibility.", DisplayName = "Unregister API filter")]
[FlowNode("Done", "Failed")]
public sealed class UnregisterApiFilter : VcdActivity
{
    [Input(DisplayName = "URL pattern", Description = "The pattern as it was registered.")]
    public Input<string> UrlPattern { get; set; } = default!;

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (services, pattern) = (context.GetRequiredService<VcdExtensionServices>(), UrlPattern.Require(context, nameof(UrlPattern)));
        await context.RunEffectAsync(new EffectRequest<bool>
        {
            Name = "remove-filter",
            Act = async (_, cancellationToken) =>
            {
                if (await services.FindServiceAsync(cancellationToken) is not { } service || await services.FindFilterAsync(service, pattern, cancellationToken) is not { } filter)
                    return false;
                await services.RemoveFilterAsync(filter, cancellationToken);
                return true;
            },
        });
        context.AddExecutionLogEntry("UnregisteredApiFilter", $"vCloud Director no longer hands {pattern} to the orchestrator.");
        await context.CompleteActivityAsync();
    }
}

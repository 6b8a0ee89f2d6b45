using Microsoft.Extensions.Options;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Finds a VM in vROps; waits durably until the next collection cycle has brought it.</summary>
[Activity("Vrops", "vRealize Operations", "Finds a VM; waits until vROps has discovered it.", DisplayName = "Find VM resource")]
[FlowNode("Done", "Failed")]
public sealed class FindVmResource : RemoteActivity
{
    private const string Key = "waiting-since";

    [Input(DisplayName = "VM name", Description = "Name of the VM in vCD.")]
    public Input<string> VmName { get; set; } = default!;

    [Input(DisplayName = "VM id", Description = "UUID of the VM in vCD.")]
    public Input<string?>? VmId { get; set; }

    [Input(DisplayName = "vCenter id", Description = "Id of the VM in vCenter, such as vm-123.")]
    public Input<string?>? Moref { get; set; }

    [Input(DisplayName = "Time-out (s)", Description = "How long it waits, in seconds; 0 does not wait.", DefaultValue = 1200)]
    public Input<int?>? TimeoutSeconds { get; set; }

    [Output(DisplayName = "Resource id", Description = "Id of the VM in vROps.")]
    public Output<string>? ResourceId { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var name = VmName.Require(context, nameof(VmName));
        var found = await context.GetRequiredService<VropsResources>().FindVmAsync(name, VmId.GetOrDefault(context), Moref.GetOrDefault(context), context.CancellationToken);
        if (found is null)
        {
            WaitForCollection(context, name);
            return;
        }

        ResourceId.Set(context, found.Id);
        context.AddExecutionLogEntry("FoundVmResource", $"vROps knows VM {name} as {found.Name}.");
        await context.CompleteActivityAsync();
    }

    private void WaitForCollection(ActivityExecutionContext context, string name)
    {
        var now = context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
        var since = context.GetProperty<DateTimeOffset?>(Key) ?? now;
        var isLate = now - since >= TimeSpan.FromSeconds(TimeoutSeconds.GetOrDefault(context) ?? 1200);
        context.SetProperty<DateTimeOffset?>(Key, isLate ? null : since);
        if (isLate)
            throw new WorkflowFaultException($"vROps does not know VM '{name}': look whether its vCenter adapter collects.", "vrops.no-vm");
        Wait(context, TimeSpan.FromMilliseconds(context.GetRequiredService<IOptions<VropsOptions>>().Value.PollMilliseconds), $"vROps to discover VM {name}");
    }
}

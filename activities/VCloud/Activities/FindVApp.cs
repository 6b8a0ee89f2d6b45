using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Finds a vApp of an organisation by its name, with networks and VMs.</summary>
[Activity("Vcd", "vCloud Director", "Finds a vApp by name, with its networks and VMs.", DisplayName = "Find vApp")]
[FlowNode("Done", "Failed")]
public sealed class FindVApp : VcdActivity
{
    [Input(DisplayName = "vApp", Description = "Name of the vApp.")]
    public Input<string> VApp { get; set; } = default!;

    [Input(DisplayName = "VDC", Description = "Name of the VDC; only needed when several VDCs have a vApp of this name.")]
    public Input<string?>? Vdc { get; set; }

    [Output(Description = "The vApp: id, href, name, networks, vms.")]
    public Output<object>? Result { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var vapp = await context.GetRequiredService<VcdVApps>()
            .FindAsync(await OrgIdAsync(context), VApp.Require(context, nameof(VApp)), Vdc.GetOrDefault(context), context.CancellationToken);
        Result.Set(context, vapp);
        context.AddExecutionLogEntry("FoundVApp", $"Found vApp {vapp.Name} with {vapp.Vms.Count} VMs.");
        await context.CompleteActivityAsync();
    }
}

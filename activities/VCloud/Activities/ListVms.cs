using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Lists the VMs of a vApp whose names fit a pattern, with what the orchestrator noted on them.</summary>
[Activity("Vcd", "vCloud Director", "Lists the VMs of a vApp whose names fit a pattern.", DisplayName = "List VMs")]
[FlowNode("Done", "Failed")]
public sealed class ListVms : VcdActivity
{
    [Input(DisplayName = "vApp", Description = "Name of the vApp.")]
    public Input<string> VApp { get; set; } = default!;

    [Input(DisplayName = "VDC", Description = "Name of the VDC; only needed when several VDCs have a vApp of this name.")]
    public Input<string?>? Vdc { get; set; }

    [Input(Description = "Pattern of names such as web-{n:00}; empty: all VMs.")]
    public Input<string?>? Pattern { get; set; }

    [Output(Description = "List of VMs: id, href, name, status, ipAddress, moref, ruleId, createdAt.")]
    public Output<object>? Vms { get; set; }

    [Output(Description = "How many there are.")]
    public Output<int>? Count { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var vms = await context.GetRequiredService<VcdInventory>().ListVmsAsync(
            await OrgIdAsync(context), VApp.Require(context, nameof(VApp)), Vdc.GetOrDefault(context), Pattern.GetOrDefault(context), context.CancellationToken);
        Vms.Set(context, vms);
        Count.Set(context, vms.Count);
        context.AddExecutionLogEntry("ListedVms", vms.Count == 0 ? "Found no VM." : $"Found {vms.Count} VMs: {string.Join(", ", vms.Select(v => v.Name))}.");
        await context.CompleteActivityAsync();
    }
}

using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Finds the custom group of a rule or makes it, with the given VMs as members. VMs that vROps does not know yet are left out and named in the journal.</summary>
[Activity("Vrops", "vRealize Operations", "Finds or makes a custom group with the given VMs as members.", DisplayName = "Ensure group")]
[FlowNode("Done", "Failed")]
public sealed class EnsureGroup : RemoteActivity
{
    [Input(DisplayName = "Group name", Description = "Name of the group.")]
    public Input<string> GroupName { get; set; } = default!;

    [Input(DisplayName = "VMs", Description = "List of VMs with name, id and moref, as Vcd.ListVms gives it.")]
    public Input<object?>? Vms { get; set; }

    [Output(DisplayName = "Group id", Description = "Id of the group.")]
    public Output<string>? GroupId { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (resources, name) = (context.GetRequiredService<VropsResources>(), GroupName.Require(context, nameof(GroupName)));
        var vms = JsonSerializer.SerializeToElement(Vms.GetOrDefault(context), PlainJson.Options).Deserialize<List<Vm>>(PlainJson.Options) ?? [];
        var members = new List<string>();
        var unknown = new List<string>();
        foreach (var vm in vms)
        {
            if (await resources.FindVmAsync(vm.Name, vm.Id, vm.Moref, context.CancellationToken) is { } found)
                members.Add(found.Id);
            else
                unknown.Add(vm.Name);
        }

        var group = await context.RunEffectAsync(new EffectRequest<VropsGroup>
        {
            Name = "ensure-group",
            Act = (_, cancellationToken) => resources.EnsureGroupAsync(name, members, cancellationToken),
        });
        GroupId.Set(context, group.Id);
        context.AddExecutionLogEntry("EnsuredGroup", $"vROps group {group.Name} has {group.Members.Count} members{(unknown.Count == 0 ? "" : $"; vROps does not know yet: {string.Join(", ", unknown)}")}.");
        await context.CompleteActivityAsync();
    }

    private sealed record Vm(string Name, string? Id, string? Moref);
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Switches a VM off and deletes it. A VM that is gone already is no failure.</summary>
[Activity("Vcd", "vCloud Director", "Switches a VM off and deletes it.", DisplayName = "Remove VM")]
[FlowNode("Done", "Failed")]
public sealed class RemoveVm : VcdActivity
{
    private const string Key = "remove";

    [Input(DisplayName = "VM", Description = "Name of the VM.")]
    public Input<string> VmName { get; set; } = default!;

    [Input(DisplayName = "vApp", Description = "Name of the vApp.")]
    public Input<string> VApp { get; set; } = default!;

    [Input(DisplayName = "VDC", Description = "Name of the VDC; only needed when several VDCs have a vApp of this name.")]
    public Input<string?>? Vdc { get; set; }

    private enum Phase
    {
        Undeploy,
        Delete,
        Done,
    }

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        var previous = context.GetProperty<State>(Key);
        context.SetProperty(Key, new State
        {
            OrgId = await OrgIdAsync(context),
            Name = VmName.Require(context, nameof(VmName)),
            VApp = VApp.Require(context, nameof(VApp)),
            Vdc = Vdc.GetOrDefault(context),
            Phase = previous?.Phase ?? Phase.Undeploy,
            TaskHref = previous?.TaskHref,
        });
    }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (state, vms) = (context.GetProperty<State>(Key)!, context.GetRequiredService<VcdVms>());
        while (state.Phase != Phase.Done)
        {
            if (state.TaskHref is { } task && !await HasEndedAsync(context, task))
                return;
            var vapp = await context.GetRequiredService<VcdVApps>().FindAsync(state.OrgId, state.VApp, state.Vdc, context.CancellationToken);
            var vm = vapp.Vms.FirstOrDefault(v => string.Equals(v.Name, state.Name, StringComparison.OrdinalIgnoreCase));
            if (vm is { IsBusy: true })
            {
                WaitForNextLook(context, $"VM {vm.Name} is busy");
                return;
            }

            var next = vm is null ? Phase.Done : state.Phase == Phase.Undeploy && !vm.IsDeployed && !vm.IsPoweredOn ? Phase.Delete : state.Phase;
            state = vm is null || next == Phase.Done
                ? state with { Phase = Phase.Done, TaskHref = null }
                : next == Phase.Undeploy
                    ? state with { Phase = Phase.Delete, TaskHref = await RunAsync(context, vapp, vm, "undeploy", vms.UndeployAsync) }
                    : state with { Phase = Phase.Done, TaskHref = await RunAsync(context, vapp, vm, "delete", vms.DeleteAsync) };
            context.SetProperty(Key, state);
        }

        if (state.TaskHref is { } last && !await HasEndedAsync(context, last))
            return;
        context.AddExecutionLogEntry("RemovedVm", $"Removed VM {state.Name} from vApp {state.VApp}.");
        await context.CompleteActivityAsync();
    }

    private static async ValueTask<string?> RunAsync(
        ActivityExecutionContext context, VcdVApp vapp, VcdVm vm, string name, Func<string, CancellationToken, ValueTask<VcdTask>> act)
    {
        var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
        {
            Name = name,
            LookForEffect = async (_, cancellationToken) =>
            {
                var now = (await context.GetRequiredService<VcdVApps>().GetAsync(vapp.Href, cancellationToken)).Vms.FirstOrDefault(v => v.Id == vm.Id);
                return now is null || (name == "undeploy" && !now.IsDeployed) ? EffectLookup<VmReceipt>.Of(new VmReceipt(null)) : EffectLookup<VmReceipt>.NotFound;
            },
            Act = async (_, cancellationToken) => new VmReceipt((await act(vm.Href, cancellationToken)).Href),
        });
        return receipt.TaskHref;
    }

    private sealed record State
    {
        public required string OrgId { get; init; }

        public required string Name { get; init; }

        public required string VApp { get; init; }

        public string? Vdc { get; init; }

        public Phase Phase { get; init; }

        public string? TaskHref { get; init; }
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Switches a VM off and deletes it. A VM that is gone already is no failure.</summary>
[Activity("Vcd", "vCloud Director", "Switches a VM off and deletes it.", DisplayName = "Remove VM")]
[FlowNode("Done", "Failed")]
public sealed class RemoveVm : VmActivity
{
    private const string Key = "remove";

    [Input(DisplayName = "VM", Description = "Name of the VM.", Order = -1)]
    public Input<string> VmName { get; set; } = default!;

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        BeginRemoval(context);
        context.SetProperty(Key, new State
        {
            OrgId = await OrgIdAsync(context),
            Name = VmName.Require(context, nameof(VmName)),
            VApp = VApp.Require(context, nameof(VApp)),
            Vdc = Vdc.GetOrDefault(context),
        });
    }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var state = context.GetProperty<State>(Key)!;
        if (!await RemoveAsync(context, "remove", state.OrgId, state.VApp, state.Vdc, vapp => ValueTask.FromResult(vapp.FindVm(state.Name))))
            return;
        context.AddExecutionLogEntry("RemovedVm", $"Removed VM {state.Name} from vApp {state.VApp}.");
        await context.CompleteActivityAsync();
    }

    private sealed record State
    {
        public required string OrgId { get; init; }

        public required string Name { get; init; }

        public required string VApp { get; init; }

        public string? Vdc { get; init; }
    }
}

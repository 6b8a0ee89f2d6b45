using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

public sealed partial class DeployVm
{
    private const string UndoKey = "undo";

    /// <summary>Switches the VM off and deletes it, if it was made; inside of a failing Compensation.</summary>
    public ValueTask CompensateAsync(ActivityExecutionContext context) => UndoAsync(context);

    protected override async ValueTask UndoStepAsync(ActivityExecutionContext context)
    {
        var (state, vms) = (context.GetProperty<State>(Key)!, context.GetRequiredService<VcdVms>());
        while (true)
        {
            var undo = context.GetProperty<UndoState>(UndoKey) ?? new UndoState();
            if (undo.TaskHref is { } task)
            {
                if (!await HasEndedAsync(context, task))
                    return;
                context.SetProperty(UndoKey, undo = undo with { TaskHref = null });
            }

            var vapp = await context.GetRequiredService<VcdVApps>().FindAsync(state.OrgId, state.VApp, state.Vdc, context.CancellationToken);
            var vm = await FindToUndoAsync(context, vapp, state);
            if (vm is { IsBusy: true } || (vm is null && vapp.RunningTasks.Count > 0))
            {
                WaitForNextLook(context, $"VM {state.Name} is busy");
                return;
            }

            if (vm is null)
            {
                context.AddExecutionLogEntry("UndidVm", $"VM {state.Name} is not in vApp {state.VApp} any more.");
                await context.CompleteActivityAsync();
                return;
            }

            if (undo.Attempt >= MaxUndoAttempts)
                throw new WorkflowFaultException($"vCloud Director did not remove VM '{state.Name}' from vApp '{state.VApp}' in {MaxUndoAttempts} attempts: remove it there, then retry.", "vcd.not-removed");
            var next = undo with { Attempt = undo.Attempt + 1 };
            var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"undo-{next.Attempt}"),
                Act = async (_, cancellationToken) => new VmReceipt(
                    (vm.IsDeployed || vm.IsPoweredOn ? await vms.UndeployAsync(vm.Href, cancellationToken) : await vms.DeleteAsync(vm.Href, cancellationToken)).Href),
            });
            context.SetProperty(UndoKey, next with { TaskHref = receipt.TaskHref });
        }
    }

    /// <summary>The VM that this workflow has made; null when there is none, or only somebody else's of the same name.</summary>
    private static async ValueTask<VcdVm?> FindToUndoAsync(ActivityExecutionContext context, VcdVApp vapp, State state)
    {
        try
        {
            return await FindOwnAsync(context, vapp, state.Name, TagOf(context, state));
        }
        catch (WorkflowFaultException fault) when (fault.Code == "vcd.name-taken")
        {
            context.AddExecutionLogEntry("LeftVm", fault.Message);
            return null;
        }
    }

    private sealed record UndoState
    {
        public int Attempt { get; init; }

        public string? TaskHref { get; init; }
    }
}

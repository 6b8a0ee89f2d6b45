using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

public sealed partial class DeployVm
{
    /// <summary>Switches the VM off and deletes it, if it was made; inside of a failing Compensation.</summary>
    public ValueTask CompensateAsync(ActivityExecutionContext context)
    {
        BeginRemoval(context);
        return UndoAsync(context);
    }

    protected override async ValueTask UndoStepAsync(ActivityExecutionContext context)
    {
        var state = context.GetProperty<State>(Key)!;
        if (!await RemoveAsync(context, "undo", state.OrgId, state.VApp, state.Vdc, vapp => FindToUndoAsync(context, vapp, state)))
            return;
        context.AddExecutionLogEntry("UndidVm", $"VM {state.Name} is not in vApp {state.VApp} any more.");
        await context.CompleteActivityAsync();
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
}

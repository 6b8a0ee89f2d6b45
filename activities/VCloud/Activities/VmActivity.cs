using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Base of the activities that make or remove a VM of a vApp.</summary>
public abstract class VmActivity : VcdActivity
{
    private const string RemovalKey = "removal";

    /// <summary>Switching off and deleting, each tried again by the same activity after what went wrong at first.</summary>
    private const int MaxRemovalAttempts = 6;

    [Input(DisplayName = "vApp", Description = "Name of the vApp.")]
    public Input<string> VApp { get; set; } = default!;

    [Input(DisplayName = "VDC", Description = "Name of the VDC; only needed when several VDCs have a vApp of this name.")]
    public Input<string?>? Vdc { get; set; }

    /// <summary>Gives an activity that has failed to remove a VM all its attempts again.</summary>
    private protected static void BeginRemoval(ActivityExecutionContext context)
    {
        var previous = context.GetProperty<Removal>(RemovalKey) ?? new Removal();
        context.SetProperty(RemovalKey, previous with { GivesUpAfter = previous.Attempt + MaxRemovalAttempts });
    }

    /// <summary>
    /// Switches a VM off and deletes it, step by step, looking at vCD before each: true when it is gone, false when the activity now waits. A task that vCD ends with an error is
    /// a fault, and a retry begins with a fresh look.
    /// </summary>
    /// <param name="effect">Begins the names of the effects.</param>
    /// <param name="find">The VM to remove; null when it is gone, or not to be removed.</param>
    private protected async ValueTask<bool> RemoveAsync(
        ActivityExecutionContext context, string effect, string orgId, string vappName, string? vdc, Func<VcdVApp, ValueTask<VcdVm?>> find)
    {
        while (true)
        {
            var removal = context.GetProperty<Removal>(RemovalKey) ?? new Removal();
            if (removal.TaskHref is { } task && !await HasRemovalTaskEndedAsync(context, removal, task))
                return false;

            var vapp = await context.GetRequiredService<VcdVApps>().FindAsync(orgId, vappName, vdc, context.CancellationToken);
            var vm = await find(vapp);
            if (vm is { IsBusy: true } || (vm is null && vapp.RunningTasks.Count > 0))
            {
                WaitForNextLook(context, vm is null ? $"vApp {vappName} is busy" : $"VM {vm.Name} is busy");
                return false;
            }

            if (vm is null)
                return true;
            if (removal.Attempt >= removal.GivesUpAfter)
            {
                throw new WorkflowFaultException(
                    $"vCloud Director did not remove VM '{vm.Name}' from vApp '{vappName}' in {MaxRemovalAttempts} attempts: remove it there, then retry.", "vcd.not-removed");
            }

            context.SetProperty(RemovalKey, await BeginTaskAsync(context, effect, removal with { Attempt = removal.Attempt + 1 }, vm));
        }
    }

    private static async ValueTask<Removal> BeginTaskAsync(ActivityExecutionContext context, string effect, Removal removal, VcdVm vm)
    {
        var vms = context.GetRequiredService<VcdVms>();
        var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{effect}-{removal.Attempt}"),
            Act = async (_, cancellationToken) => new VmReceipt(
                (vm.IsDeployed || vm.IsPoweredOn ? await vms.UndeployAsync(vm.Href, cancellationToken) : await vms.DeleteAsync(vm.Href, cancellationToken)).Href),
        });
        return removal with { TaskHref = receipt.TaskHref };
    }

    private async ValueTask<bool> HasRemovalTaskEndedAsync(ActivityExecutionContext context, Removal removal, string task)
    {
        // Also before a failure is thrown: a retry shall not read the failed task again.
        var done = removal with { TaskHref = null };
        try
        {
            if (!await HasEndedAsync(context, task))
                return false;
        }
        catch (WorkflowFaultException)
        {
            context.SetProperty(RemovalKey, done);
            throw;
        }

        context.SetProperty(RemovalKey, done);
        return true;
    }

    private sealed record Removal
    {
        public int Attempt { get; init; }

        public int GivesUpAfter { get; init; } = MaxRemovalAttempts;

        public string? TaskHref { get; init; }
    }
}

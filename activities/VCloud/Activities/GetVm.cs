using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Reads a VM; if wanted, waits until it is switched on and has an address.</summary>
[Activity("Vcd", "vCloud Director", "Reads a VM, if wanted once it is switched on and has an IP address.", DisplayName = "Get VM")]
[FlowNode("Done", "Failed")]
public sealed class GetVm : VcdActivity
{
    private const string Key = "get-vm";

    [Input(DisplayName = "VM", Description = "Href of the VM, as other activities give it.")]
    public Input<string> VmHref { get; set; } = default!;

    [Input(DisplayName = "Wait for IP", Description = "Waits until the VM is switched on and has an address.", DefaultValue = false)]
    public Input<bool>? WaitForIp { get; set; }

    [Input(DisplayName = "Time-out (s)", Description = "How long it waits, in seconds.", DefaultValue = 900)]
    public Input<int?>? TimeoutSeconds { get; set; }

    [Output(Description = "The VM: id, href, name, status, ipAddress, moref.")]
    public Output<object>? Vm { get; set; }

    protected override ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        context.SetProperty(Key, new State(
            VmHref.Require(context, nameof(VmHref)),
            WaitForIp.GetOrDefault(context),
            TimeSpan.FromSeconds(TimeoutSeconds.GetOrDefault(context) ?? 900),
            null));
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var state = context.GetProperty<State>(Key)!;
        var vm = await context.GetRequiredService<VcdVms>().GetAsync(state.VmHref, context.CancellationToken);
        if (state.WaitsForIp && !(vm.IsPoweredOn && vm.IpAddress.Length > 0))
        {
            var since = state.WaitingSince ?? context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
            var isLate = context.WorkflowExecutionContext.TimeProvider.GetUtcNow() - since >= state.Timeout;
            context.SetProperty(Key, state with { WaitingSince = isLate ? null : since });
            if (isLate)
                throw new WorkflowFaultException($"VM {vm.Name} has no IP address ({vm.StatusText}): look at its network card and at the guest's VMware Tools.", "vcd.no-ip");
            WaitForNextLook(context, $"IP address of VM {vm.Name} ({vm.StatusText})");
            return;
        }

        Vm.Set(context, vm);
        context.AddExecutionLogEntry("ReadVm", vm.IpAddress.Length > 0 ? $"VM {vm.Name} is {vm.StatusText} with address {vm.IpAddress}." : $"VM {vm.Name} is {vm.StatusText}.");
        await context.CompleteActivityAsync();
    }

    private sealed record State(string VmHref, bool WaitsForIp, TimeSpan Timeout, DateTimeOffset? WaitingSince);
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// Chooses the name with the smallest free number. The choice is kept as the receipt of an effect, so that an execution that is repeated after a crash chooses the same name,
/// even when the VM exists by then.
/// </summary>
[Activity("Vcd", "vCloud Director", "Chooses the next free VM name of a pattern in a vApp.", DisplayName = "Next VM name")]
[FlowNode("Done", "Failed")]
public sealed class NextVmName : VcdActivity
{
    [Input(DisplayName = "vApp", Description = "Name of the vApp.")]
    public Input<string> VApp { get; set; } = default!;

    [Input(DisplayName = "VDC", Description = "Name of the VDC; only needed when several VDCs have a vApp of this name.")]
    public Input<string?>? Vdc { get; set; }

    [Input(Description = "Pattern with one number, such as web-{n:00}.")]
    public Input<string> Pattern { get; set; } = default!;

    [Output(Description = "The name.")]
    public Output<string>? Result { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (vapps, orgId) = (context.GetRequiredService<VcdVApps>(), await OrgIdAsync(context));
        var (vapp, vdc, pattern) = (VApp.Require(context, nameof(VApp)), Vdc.GetOrDefault(context), PatternOf(context));
        var name = await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "choose-name",
            Act = async (_, cancellationToken) => pattern.NextName((await vapps.FindAsync(orgId, vapp, vdc, cancellationToken)).Vms.Select(v => v.Name)),
        });
        Result.Set(context, name);
        context.AddExecutionLogEntry("ChoseName", $"Chose the name {name} for the new VM.");
        await context.CompleteActivityAsync();
    }

    private VmNamePattern PatternOf(ActivityExecutionContext context)
    {
        try
        {
            return VmNamePattern.Parse(Pattern.Require(context, nameof(Pattern)));
        }
        catch (FormatException exception)
        {
            throw new WorkflowFaultException(exception.Message, "vcd.bad-pattern", null, exception);
        }
    }
}

using System.Text.Json;
using Orchestrator.Activities.VCloud;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Selects the VM to remove: the newest that the rule has made. VMs that people have made are never selected.</summary>
[Activity("Autoscaling", "Autoscaling", "Selects the newest VM that the rule has made.", DisplayName = "Select victim")]
[FlowNode("Found", "None")]
public sealed class SelectVictim : RuleActivity
{
    [Input(DisplayName = "VMs", Description = "List of VMs, as Vcd.ListVms gives it.")]
    public Input<object> Vms { get; set; } = default!;

    [Output(Description = "The VM; null when the rule has made none.")]
    public Output<object>? Vm { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rule = RuleOf(context);
        var vms = JsonSerializer.SerializeToElement(Vms.GetOrDefault(context), PlainJson.Options).Deserialize<List<ListedVm>>(PlainJson.Options) ?? [];
        var victim = vms.Where(v => v.RuleId == rule.Id).OrderByDescending(v => v.CreatedAt).ThenByDescending(v => v.Name, StringComparer.Ordinal).FirstOrDefault();
        Vm.Set(context, victim);
        context.AddExecutionLogEntry("SelectedVictim", victim is null ? $"Rule '{rule.Name}' has made none of the {vms.Count} VMs: none is removed." : $"VM {victim.Name} is the newest that rule '{rule.Name}' has made.");
        await context.CompleteActivityWithOutcomesAsync(victim is null ? "None" : "Found");
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Stores a new rule, or what changed of a stored one. Doing it again for the same instance gives the same.</summary>
[Activity("Autoscaling", "Autoscaling", "Stores a new or changed rule.", DisplayName = "Store rule")]
[FlowNode("Done", "Conflict", "Gone")]
public sealed class StoreRule : RuleActivity
{
    [Input(DisplayName = "Is new", Description = "True for a rule that must not exist yet.", DefaultValue = false)]
    public Input<bool>? IsNew { get; set; }

    [Output(Description = "The rule as it is stored.")]
    public Output<object>? Stored { get; set; }

    [Output(Description = "What to answer when it was not stored.")]
    public Output<object>? Problem { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (rules, workflow, isNew) = (context.GetRequiredService<AutoscaleRules>(), context.WorkflowExecutionContext, IsNew.GetOrDefault(context));
        var now = workflow.TimeProvider.GetUtcNow();
        var rule = RuleOf(context) with { Tenant = workflow.Tenant, UpdatedAt = now, InstanceId = workflow.Id, StatusReason = "" };
        var stored = isNew
            ? await rules.CreateAsync(rule with { CreatedAt = now, Status = RuleStatus.Initializing }, context.CancellationToken)
            : await rules.ChangeAsync(workflow.Tenant, rule.Id, before => Merge(before, rule), context.CancellationToken);
        workflow.Name = $"Rule {rule.Name}";
        if (stored is null)
        {
            var (status, title) = isNew ? (409, "The name is taken") : (404, "No such rule");
            var detail = isNew ? $"There is an autoscale rule '{rule.Name}' already: change that one, or choose another name." : $"Autoscale rule '{rule.Name}' was deleted meanwhile.";
            Problem.Set(context, RuleProblems.Body(status, title, detail));
            context.AddExecutionLogEntry("NotStored", detail);
            await context.CompleteActivityWithOutcomesAsync(isNew ? "Conflict" : "Gone");
            return;
        }

        Stored.Set(context, stored);
        context.AddExecutionLogEntry("StoredRule", $"Stored autoscale rule '{stored.Name}' for vApp {stored.Target.Vapp}: {stored.Limits.Min} to {stored.Limits.Max} VMs.");
        await context.CompleteActivityAsync();
    }

    private static AutoscaleRule Merge(AutoscaleRule before, AutoscaleRule after) => after with
    {
        Status = RuleStatus.Updating,
        Vrops = before.Vrops,
        CreatedAt = before.CreatedAt,
        CreatedBy = before.CreatedBy,
    };
}

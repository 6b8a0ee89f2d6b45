using System.Text.Json;
using Orchestrator.Activities.Vrops;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Notes how far a rule is, and what it has in vROps. Only the instance that changed the rule last may do so; removing takes the rule over.</summary>
[Activity("Autoscaling", "Autoscaling", "Notes the status of a rule and what it has in vROps.", DisplayName = "Set rule status")]
[FlowNode("Done")]
public sealed class SetRuleStatus : RuleActivity
{
    [Input(Description = "Status to set.", UIHint = "dropdown", Options = [RuleStatus.Ready, RuleStatus.Failed, RuleStatus.Updating, RuleStatus.Removing])]
    public Input<string> Status { get; set; } = default!;

    [Input(Description = "Why, for status failed.")]
    public Input<string?>? Reason { get; set; }

    [Input(DisplayName = "Group id", Description = "Id of the group in vROps; empty: as it was.")]
    public Input<string?>? GroupId { get; set; }

    [Input(DisplayName = "vROps objects", Description = "Ids as Vrops.EnsureAlerts gives them; empty: as they were.")]
    public Input<object?>? Objects { get; set; }

    [Output(Description = "The rule as it is stored.")]
    public Output<object>? Stored { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (rule, status, reason, groupId) = (RuleOf(context), Status.Require(context, nameof(Status)), Reason.GetOrDefault(context) ?? "", GroupId.GetOrDefault(context));
        var objects = JsonSerializer.SerializeToElement(Objects.GetOrDefault(context), PlainJson.Options).Deserialize<ScalingObjects>(PlainJson.Options);
        var stored = await context.GetRequiredService<AutoscaleRules>().ChangeAsync(
            rule.Tenant,
            rule.Id,
            before => before.InstanceId != context.WorkflowExecutionContext.Id && status != RuleStatus.Removing ? before : before with
            {
                InstanceId = context.WorkflowExecutionContext.Id,
                Status = status,
                StatusReason = reason,
                Vrops = before.Vrops with
                {
                    GroupId = string.IsNullOrEmpty(groupId) ? before.Vrops.GroupId : groupId,
                    GroupName = ScalingNames.Group(before.Vrops.Key),
                    AlertOut = objects?.AlertOut ?? before.Vrops.AlertOut,
                    AlertIn = objects?.AlertIn ?? before.Vrops.AlertIn,
                },
            },
            context.CancellationToken);
        Stored.Set(context, stored);
        context.AddExecutionLogEntry("SetRuleStatus", stored is null
            ? $"Autoscale rule '{rule.Name}' was deleted meanwhile."
            : stored.InstanceId != context.WorkflowExecutionContext.Id
                ? $"Autoscale rule '{rule.Name}' was changed meanwhile: instance {stored.InstanceId} sets it up."
                : $"Autoscale rule '{rule.Name}' is {status}{(reason.Length == 0 ? "" : $": {reason}")}.");
        await context.CompleteActivityAsync();
    }
}

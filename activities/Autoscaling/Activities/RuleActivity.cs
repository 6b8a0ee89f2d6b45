using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Base of the activities that work on an autoscale rule.</summary>
public abstract class RuleActivity : Activity
{
    [Input(Description = "The rule, as other activities give it.")]
    public Input<object> Rule { get; set; } = default!;

    /// <summary>The rule of the input.</summary>
    /// <exception cref="WorkflowFaultException">It is empty, or no rule.</exception>
    protected AutoscaleRule RuleOf(ActivityExecutionContext context) => RuleOf(context, Rule);

    internal static AutoscaleRule RuleOf(ActivityExecutionContext context, Input<object>? rule)
    {
        try
        {
            return JsonSerializer.SerializeToElement(rule.GetOrDefault(context), PlainJson.Options).Deserialize<AutoscaleRule>(PlainJson.Options)
                ?? throw new WorkflowFaultException($"Input 'Rule' of activity '{context.Activity.Name ?? context.Activity.Id}' ({context.Activity.Type}) is empty.", "autoscale.no-rule");
        }
        catch (JsonException exception)
        {
            throw new WorkflowFaultException($"Input 'Rule' of activity '{context.Activity.Name ?? context.Activity.Id}' ({context.Activity.Type}) is no rule. {JsonFault.Describe(exception)}", "autoscale.no-rule", null, exception);
        }
    }
}

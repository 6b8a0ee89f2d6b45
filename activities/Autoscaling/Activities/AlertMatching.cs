using Orchestrator.Activities.Vrops;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>
/// Finds the rule of an alert: by the name of its definition, else by the definition's description. An alert definition applies to all groups of its kind, so the alert must
/// also be about the rule's own group.
/// </summary>
internal static class AlertMatching
{
    public static RuleMatch Find(TrapReading trap, IReadOnlyList<AutoscaleRule> rules)
    {
        var (rule, direction) = ByText(trap.DefinitionName, rules, ScalingNames.AlertOut, ScalingNames.AlertIn);
        if (rule is null)
            (rule, direction) = ByText(trap.Description, rules, ScalingNames.AlertOutDescription, ScalingNames.AlertInDescription);
        if (rule is null)
        {
            var group = rules.FirstOrDefault(r => trap.ResourceName.Length > 0 && trap.ResourceName == ScalingNames.Group(r.Vrops.Key));
            return new RuleMatch(null, "", group is null
                ? $"No autoscale rule belongs to alert definition '{trap.DefinitionName}' on '{trap.ResourceName}'."
                : $"Alert definition '{trap.DefinitionName}' is about the group of rule '{group.Name}', but is neither its scale-out nor its scale-in definition.");
        }

        if (trap.ResourceName.Length > 0 && trap.ResourceName != ScalingNames.Group(rule.Vrops.Key))
            return new RuleMatch(null, "", $"Alert definition '{trap.DefinitionName}' belongs to rule '{rule.Name}', but the alert is about '{trap.ResourceName}' and not about '{ScalingNames.Group(rule.Vrops.Key)}'.");
        return trap.Kind switch
        {
            "active" => new RuleMatch(rule, direction, $"Alert {trap.AlertId} asks rule '{rule.Name}' to scale {direction}."),
            "clear" => new RuleMatch(rule, "", $"Alert {trap.AlertId} of rule '{rule.Name}' has ended: nothing to scale."),
            "change" => new RuleMatch(rule, "", $"Alert {trap.AlertId} of rule '{rule.Name}' has only changed: nothing to scale."),
            _ => new RuleMatch(rule, "", $"The trap is of kind {trap.Kind}: nothing to scale."),
        };
    }

    private static (AutoscaleRule? Rule, string Direction) ByText(string text, IReadOnlyList<AutoscaleRule> rules, Func<string, string> scaleOut, Func<string, string> scaleIn)
    {
        foreach (var rule in text.Length == 0 ? [] : rules)
        {
            if (string.Equals(text, scaleOut(rule.Vrops.Key), StringComparison.OrdinalIgnoreCase))
                return (rule, "out");
            if (string.Equals(text, scaleIn(rule.Vrops.Key), StringComparison.OrdinalIgnoreCase))
                return (rule, "in");
        }

        return (null, "");
    }
}

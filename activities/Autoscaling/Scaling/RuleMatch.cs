namespace Orchestrator.Activities.Autoscaling;

/// <summary>What an alert means.</summary>
/// <param name="Rule">The rule it belongs to; null when there is none.</param>
/// <param name="Direction">out or in; empty when nothing is to be scaled.</param>
/// <param name="Reason">For people.</param>
public sealed record RuleMatch(AutoscaleRule? Rule, string Direction, string Reason);

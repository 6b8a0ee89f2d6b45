namespace Orchestrator.Activities.Billing;

/// <summary>Cost of a month.</summary>
public sealed record MonthCost(string Month, decimal Total, IReadOnlyDictionary<string, decimal> Services);

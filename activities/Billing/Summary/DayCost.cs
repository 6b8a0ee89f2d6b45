namespace Orchestrator.Activities.Billing;

/// <summary>Cost of a day.</summary>
public sealed record DayCost(DateOnly Date, decimal Cost);

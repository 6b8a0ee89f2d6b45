namespace Orchestrator.Activities.Billing;

/// <summary>Cost of a service category in the month.</summary>
public sealed record ServiceCost(string Service, decimal SpendSoFar, decimal Forecast);

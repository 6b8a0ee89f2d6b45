namespace Orchestrator.Activities.Billing;

/// <summary>Sum of a tenant's lines of one day, service category and currency.</summary>
/// <param name="Day">UTC day of the charge periods' begins.</param>
/// <param name="Cost">Millionths of the currency's unit, exact.</param>
public sealed record DailyCost(DateOnly Day, string ServiceCategory, long Cost);

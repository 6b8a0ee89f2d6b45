namespace Orchestrator.Activities.Billing;

/// <summary>A resource of the sample data.</summary>
/// <param name="Tenant">Name of the lab's tenant.</param>
/// <param name="Category">Service category.</param>
/// <param name="PerDay">Quantity of an average day in January 2026.</param>
/// <param name="Price">Price of a unit in EUR.</param>
/// <param name="Weekend">Part of a workday's quantity that a Saturday or Sunday uses.</param>
/// <param name="Growth">Growth per month, as part of January 2026.</param>
internal sealed record SampleResource(
    string Tenant, string Category, string Service, string Name, decimal PerDay, string Unit, decimal Price, decimal Weekend, decimal Growth);

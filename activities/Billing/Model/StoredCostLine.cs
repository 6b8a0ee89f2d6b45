namespace Orchestrator.Activities.Billing;

/// <summary>A cost line as the store holds it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Revision">1 when the line is as first collected; each correction adds 1.</param>
/// <param name="ChangedAt">When it was inserted or last corrected.</param>
public sealed record StoredCostLine(CostLine Line, int Revision, DateTimeOffset ChangedAt);

namespace Orchestrator.Activities.Billing;

/// <summary>Makes summaries. Safe for concurrent use.</summary>
public interface IBillingSummaries
{
    /// <summary>The summary of a tenant's month; zeros with a reason when there is no data.</summary>
    /// <param name="month">Null: the current month.</param>
    /// <param name="currency">Null: the one with the most lines.</param>
    ValueTask<BillingSummary> GetAsync(string tenant, BillingMonth? month, string? currency, CancellationToken cancellationToken);
}

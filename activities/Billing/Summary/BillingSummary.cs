namespace Orchestrator.Activities.Billing;

/// <summary>The bill of a tenant for a month, with a forecast and the six months before. Amounts have two decimals; parts add up to their total.</summary>
public sealed record BillingSummary
{
    /// <summary>Tenant.</summary>
    public required string Org { get; init; }

    /// <summary>ISO 4217; the one with the most lines when the tenant has several.</summary>
    public required string Currency { get; init; }

    /// <summary>Currencies that this summary leaves out; ask for one with <c>?currency=</c>.</summary>
    public required IReadOnlyList<string> OtherCurrencies { get; init; }

    /// <summary>YYYY-MM.</summary>
    public required string Month { get; init; }

    public required decimal SpendSoFar { get; init; }

    /// <summary>Spend at the month's end.</summary>
    public required decimal Forecast { get; init; }

    /// <summary><c>weekday-average</c>, <c>short-history</c>, <c>actual</c> or <c>none</c>.</summary>
    public required string ForecastMethod { get; init; }

    /// <summary>The six months before, oldest first; months without data are zero.</summary>
    public required IReadOnlyList<MonthCost> PreviousMonths { get; init; }

    /// <summary>By service category, largest forecast first.</summary>
    public required IReadOnlyList<ServiceCost> ByService { get; init; }

    /// <summary>The month's days up to today.</summary>
    public required IReadOnlyList<DayCost> Daily { get; init; }

    /// <summary>When a collection last finished; null: never.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>Why the month is empty and what to do; null when it is not.</summary>
    public string? EmptyReason { get; init; }
}

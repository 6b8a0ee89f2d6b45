using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Billing;

/// <summary>A row of <c>cost_lines</c>, as Dapper fills it.</summary>
internal sealed class CostLineRow
{
    public string Tenant { get; set; } = "";

    public string Source { get; set; } = "";

    public string LineId { get; set; } = "";

    public int ChargeDay { get; set; }

    public long ChargeStart { get; set; }

    public long ChargeEnd { get; set; }

    public string ServiceCategory { get; set; } = "";

    public string ServiceName { get; set; } = "";

    public string? ResourceId { get; set; }

    public string? ResourceName { get; set; }

    public long? Quantity { get; set; }

    public string? Unit { get; set; }

    public long Cost { get; set; }

    public string Currency { get; set; } = "";

    public string? Tags { get; set; }

    public int Revision { get; set; }

    public long FirstCollection { get; set; }

    public long LastCollection { get; set; }

    public long CollectedAt { get; set; }

    public StoredCostLine ToStored() => new(ToLine(), Revision, DatabaseTime.FromDatabase(CollectedAt));

    public CostLine ToLine() => new()
    {
        Tenant = Tenant,
        Source = Source,
        LineId = LineId,
        ChargeStart = DatabaseTime.FromDatabase(ChargeStart),
        ChargeEnd = DatabaseTime.FromDatabase(ChargeEnd),
        ServiceCategory = ServiceCategory,
        ServiceName = ServiceName,
        ResourceId = ResourceId,
        ResourceName = ResourceName,
        Quantity = Quantity is { } quantity ? Money.FromMicros(quantity) : null,
        Unit = Unit,
        Cost = Money.FromMicros(Cost),
        Currency = Currency,
        Tags = Tags,
    };
}

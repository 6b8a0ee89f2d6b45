namespace Orchestrator.Activities.Billing;

/// <summary>What one resource cost a tenant in one charge period.</summary>
public sealed record CostLine
{
    /// <summary>Name of the tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The system that the line comes from: what the file says, else the name of the source's registration. 1 to 100 characters.</summary>
    public required string Source { get; init; }

    /// <summary>The source's id of the line, unique per tenant and source. 1 to 200 characters.</summary>
    public required string LineId { get; init; }

    /// <summary>Begin of the charge period, UTC; its day is the day that the cost is booked on.</summary>
    public required DateTimeOffset ChargeStart { get; init; }

    /// <summary>End of the charge period, exclusive; at most a day after the begin.</summary>
    public required DateTimeOffset ChargeEnd { get; init; }

    /// <summary>Such as Compute, Storage, Networking.</summary>
    public required string ServiceCategory { get; init; }

    public required string ServiceName { get; init; }

    public string? ResourceId { get; init; }

    public string? ResourceName { get; init; }

    /// <summary>Consumed quantity; six decimals are kept.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Unit of the quantity, such as <c>vCPU-Hours</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Billed cost; six decimals are kept. Negative for a credit.</summary>
    public required decimal Cost { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>JSON object of texts, keys in order; null without tags.</summary>
    public string? Tags { get; init; }
}

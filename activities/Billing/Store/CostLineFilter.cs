namespace Orchestrator.Activities.Billing;

/// <summary>Which lines to list.</summary>
public sealed record CostLineFilter
{
    public required string Tenant { get; init; }

    /// <summary>First day, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Null: any.</summary>
    public string? ServiceCategory { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}

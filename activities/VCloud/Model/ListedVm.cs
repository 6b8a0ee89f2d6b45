namespace Orchestrator.Activities.VCloud;

/// <summary>A VM with what the orchestrator noted on it.</summary>
public sealed record ListedVm
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    public required string Href { get; init; }

    public required string Name { get; init; }

    /// <summary>Status in words, such as <c>powered on</c>.</summary>
    public required string Status { get; init; }

    public string IpAddress { get; init; } = "";

    public string Moref { get; init; } = "";

    /// <summary>The autoscale rule that made it; empty for others.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>When the orchestrator made it; null for others.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

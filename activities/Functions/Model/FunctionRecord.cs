namespace Orchestrator.Activities.Functions.Model;

/// <summary>A function: what all its versions have in common.</summary>
public sealed record FunctionRecord
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="FunctionStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Version that answers calls; null while there is none.</summary>
    public int? ActiveVersion { get; init; }

    /// <summary>Version that is being built; null when none is.</summary>
    public int? PendingVersion { get; init; }

    /// <summary>Highest version given out.</summary>
    public required int LatestVersion { get; init; }

    /// <summary>Versions whose containers and image are still there, the active and pending ones included.</summary>
    public IReadOnlyList<int> Versions { get; init; } = [];

    /// <summary>Why the status is what it is.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What went wrong last; null after a success.</summary>
    public string? Error { get; init; }

    /// <summary>Workflow instance that brought the function to this status.</summary>
    public string? InstanceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version to show: the active one, else the pending or last one.</summary>
    public int ShownVersion => ActiveVersion ?? PendingVersion ?? LatestVersion;
}

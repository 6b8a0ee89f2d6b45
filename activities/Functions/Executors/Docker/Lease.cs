namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Says that a container belongs to a call. It is kept in a file, so that it outlives the server.</summary>
internal sealed record Lease
{
    public required string CallId { get; init; }

    /// <summary>Number of the container among those of the version.</summary>
    public required int Index { get; init; }

    /// <summary>After this time the call is surely over and the container may be cleared away.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When the handler was first asked; null before that.</summary>
    public DateTimeOffset? PostedAt { get; init; }
}

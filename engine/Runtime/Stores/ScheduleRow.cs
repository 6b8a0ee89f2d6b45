using Orchestrator.Core.Activities;

namespace Orchestrator.Runtime.Stores;

/// <summary>When a trigger fires next.</summary>
public sealed record ScheduleRow
{
    /// <summary><c>{definition id}:{activity id}</c>.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required string ActivityId { get; init; }

    public required string Tenant { get; init; }

    /// <summary><c>cron</c>, <c>interval</c> or <c>once</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Cron expression, ISO 8601 time, or interval.</summary>
    public required string Expression { get; init; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    public MisfirePolicy Misfire { get; init; }

    public OverlapPolicy Overlap { get; init; }

    /// <summary>Null: never again.</summary>
    public DateTimeOffset? NextFireAt { get; init; }

    /// <summary>An operator has paused it; it does not fire.</summary>
    public bool IsPaused { get; init; }
}

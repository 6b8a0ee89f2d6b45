namespace Orchestrator.Core.Activities;

/// <summary>When a scheduled trigger fires.</summary>
/// <param name="Kind"><c>cron</c>, <c>interval</c> or <c>once</c>.</param>
/// <param name="Expression">Cron expression (five or six fields), interval, or ISO 8601 time.</param>
public sealed record ScheduleSpec(string Kind, string Expression)
{
    /// <summary>IANA time zone that a cron expression is meant in; UTC by default.</summary>
    public string TimeZone { get; init; } = "UTC";

    public MisfirePolicy Misfire { get; init; }

    public OverlapPolicy Overlap { get; init; }
}

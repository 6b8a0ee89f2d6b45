using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Time zones of cron expressions.</summary>
public static class ScheduleZone
{
    /// <summary>Finds an IANA zone, such as <c>Europe/Sofia</c>; empty means UTC. An unknown one throws a message with the reason.</summary>
    public static TimeZoneInfo Find(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new WorkflowFaultException($"'{id}' is no time zone that this machine knows: give an IANA name such as Europe/Sofia.", "schedule.time-zone");
    }
}

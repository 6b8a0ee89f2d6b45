using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Schedules;

/// <summary>When a trigger fires.</summary>
/// <param name="Id"><c>{definition id}:{activity id}</c>.</param>
/// <param name="Kind"><c>cron</c>, <c>interval</c> or <c>once</c>.</param>
/// <param name="Expression">Cron expression, interval or time.</param>
/// <param name="NextFireTimes">The next five; none while it is paused.</param>
internal sealed record ScheduleAnswer(
    string Id, string DefinitionId, string ActivityId, string Tenant, string Kind, string Expression, string TimeZone, string Misfire, string Overlap, bool IsPaused, IReadOnlyList<DateTimeOffset> NextFireTimes)
{
    private const int Shown = 5;

    public static ScheduleAnswer Of(ScheduleRow row, ISchedules schedules) =>
        new(row.Id, row.DefinitionId, row.ActivityId, row.Tenant, row.Kind, row.Expression, row.TimeZone, row.Misfire.ToString(), row.Overlap.ToString(), row.IsPaused, schedules.Upcoming(row, Shown));
}

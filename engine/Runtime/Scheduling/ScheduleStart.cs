using System.Globalization;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>The start of a workflow at a fire time; its idempotency key lets each fire time of a schedule start once.</summary>
internal static class ScheduleStart
{
    public static string Key(ScheduleRow row, DateTimeOffset fire) =>
        string.Create(CultureInfo.InvariantCulture, $"schedule:{row.Id}:{fire.UtcDateTime:yyyyMMdd'T'HHmmss.ffffff'Z'}");

    public static StartWorkflow Of(ScheduleRow row, DateTimeOffset fire) => new()
    {
        DefinitionId = row.DefinitionId,
        TriggerActivityId = row.ActivityId,
        Tenant = row.Tenant,
        IdempotencyKey = Key(row, fire),
        StimulusInput = new Dictionary<string, object?> { ["scheduledAt"] = fire },
    };
}

using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Incidents;

/// <summary>A fault of an activity.</summary>
internal sealed record IncidentAnswer(
    string Id,
    string InstanceId,
    string Tenant,
    string DefinitionId,
    string ActivityId,
    string ActivityType,
    string Code,
    string Message,
    string? Detail,
    DateTimeOffset Timestamp,
    DateTimeOffset? ResolvedAt)
{
    public static IncidentAnswer Of(IncidentRow row) => new(
        row.Id, row.InstanceId, row.Tenant, row.DefinitionId, row.ActivityId, row.ActivityType, row.Code, row.Message, row.Detail, row.Timestamp, row.ResolvedAt);
}

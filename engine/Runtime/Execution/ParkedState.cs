using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>The commit that parks an instance whose state cannot be made into a run: the state as it is, but interrupted and with an incident that a retry settles.</summary>
internal static class ParkedState
{
    public static InstanceCommit Commit(StoredState stored, string incidentId, string reason, DateTimeOffset now)
    {
        var summary = stored.Summary;
        var incident = new Incident
        {
            Id = incidentId,
            ActivityId = "",
            NodeId = "",
            ActivityType = "",
            ActivityInstanceId = "",
            Code = "recovery.poisoned",
            Message = reason,
            Timestamp = now,
        };
        return new InstanceCommit
        {
            Summary = summary with { SubStatus = WorkflowSubStatus.Interrupted, IncidentCount = summary.IncidentCount + 1, UpdatedAt = now },
            ExpectedRevision = stored.Revision,
            State = Parked(stored.State, incident),
            IncidentsAdded =
            [
                new IncidentRow
                {
                    Id = incidentId,
                    InstanceId = summary.Id,
                    Tenant = summary.Tenant,
                    DefinitionId = summary.DefinitionId,
                    ActivityId = "",
                    NodeId = "",
                    ActivityType = "",
                    ActivityInstanceId = "",
                    Code = incident.Code,
                    Message = reason,
                    Timestamp = now,
                },
            ],
        };
    }

    /// <summary>A state that cannot be read stays as it is: what is left of it is for people to look at.</summary>
    private static ReadOnlyMemory<byte> Parked(ReadOnlyMemory<byte> stored, Incident incident)
    {
        try
        {
            var state = StateCodec.Read(stored.Span);
            return StateCodec.Write(state with { SubStatus = WorkflowSubStatus.Interrupted, Incidents = [.. state.Incidents, incident] });
        }
        catch (JsonException)
        {
            return stored;
        }
    }
}

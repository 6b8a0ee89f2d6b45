using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

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

    /// <summary>A state that is no JSON stays as it is: what is left of it is for people to look at.</summary>
    private static ReadOnlyMemory<byte> Parked(ReadOnlyMemory<byte> state, Incident incident)
    {
        try
        {
            if (PlainJson.ParseNode(state.Span) is not JsonObject json)
                return state;
            json["subStatus"] = nameof(WorkflowSubStatus.Interrupted);
            if (json["incidents"] is not JsonArray incidents)
                json["incidents"] = incidents = [];
            incidents.Add(JsonSerializer.SerializeToNode(incident, PlainJson.Options));
            return JsonSerializer.SerializeToUtf8Bytes(json, PlainJson.Options);
        }
        catch (JsonException)
        {
            return state;
        }
    }
}

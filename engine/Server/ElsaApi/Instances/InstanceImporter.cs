using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>
/// Brings exported instances back, with their history, under the ids that they had. One that waits goes on waiting here; one that was at work is refused, because the server
/// that it comes from goes on with it. Secrets are not part of an export, so they are masked in what is imported.
/// </summary>
internal sealed class InstanceImporter(IWorkflowStore store, IDefinitionStore definitions)
{
    /// <summary>Null: the instance is stored. Else why it is not.</summary>
    public async ValueTask<string?> ImportAsync(JsonObject file, ApiCaller caller, CancellationToken cancellationToken)
    {
        WorkflowState state;
        IReadOnlyList<JournalEntry> journal;
        try
        {
            if (file[InstanceArchive.StateMember] is not { } stored)
                return "Is no instance that this server has exported: it lacks its complete state.";
            state = stored.Deserialize<WorkflowState>(PlainJson.Options) ?? throw new JsonException("the state is null");
            journal = file[InstanceArchive.JournalMember].Deserialize<List<JournalEntry>>(PlainJson.Options) ?? [];
        }
        catch (JsonException exception)
        {
            return $"The state cannot be read: {exception.Message}";
        }

        if (state.SubStatus is WorkflowSubStatus.Pending or WorkflowSubStatus.Executing)
            return $"Instance '{state.Id}' was at work when it was exported: export it again when it waits or has finished.";
        if (!caller.MaySee(state.Tenant))
            return $"Instance '{state.Id}' belongs to another tenant.";
        if (await definitions.FindAsync(state.DefinitionVersionId, cancellationToken) is not { } definition || definition.DefinitionId != state.DefinitionId)
            return $"Instance '{state.Id}' runs version {state.DefinitionVersion} of '{state.DefinitionId}' with the id '{state.DefinitionVersionId}', which is not here: import the definition first.";
        if (journal.Any(entry => entry.InstanceId != state.Id))
            return $"The journal holds lines of other instances than '{state.Id}'.";
        return await store.CommitAsync(Commit(state, definition.Name, journal), cancellationToken) == CommitOutcome.Committed
            ? null
            : $"There is an instance '{state.Id}' already.";
    }

    private static InstanceCommit Commit(WorkflowState state, string name, IReadOnlyList<JournalEntry> journal) => new()
    {
        ExpectedRevision = 0,
        State = StateCodec.Write(state),
        Summary = new InstanceSummary
        {
            Id = state.Id,
            Tenant = state.Tenant,
            DefinitionId = state.DefinitionId,
            DefinitionVersionId = state.DefinitionVersionId,
            DefinitionName = name,
            Version = state.DefinitionVersion,
            Status = state.Status,
            SubStatus = state.SubStatus,
            CorrelationId = state.CorrelationId,
            Name = state.Name,
            ParentInstanceId = state.ParentInstanceId,
            IncidentCount = state.Incidents.Count,
            CreatedAt = state.CreatedAt,
            UpdatedAt = state.UpdatedAt,
            FinishedAt = state.FinishedAt,
        },
        BookmarksAdded = state.Bookmarks,
        Journal = journal,
        IncidentsAdded = [.. state.Incidents.Select(incident => new IncidentRow
        {
            Id = incident.Id,
            InstanceId = state.Id,
            Tenant = state.Tenant,
            DefinitionId = state.DefinitionId,
            ActivityId = incident.ActivityId,
            NodeId = incident.NodeId,
            ActivityType = incident.ActivityType,
            ActivityInstanceId = incident.ActivityInstanceId,
            Code = incident.Code,
            Message = incident.Message,
            Detail = incident.Detail,
            Timestamp = incident.Timestamp,
        })],
    };
}

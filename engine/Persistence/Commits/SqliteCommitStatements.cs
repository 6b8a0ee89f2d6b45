using Microsoft.Data.Sqlite;
using Orchestrator.Persistence.Instances;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Commits;

/// <summary>The statements of a commit, prepared once for the writer's connection.</summary>
internal sealed class SqliteCommitStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _addKey = new(connection,
        "INSERT INTO idempotency_keys (key, instance_id, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING");

    private readonly SqliteStatement _dropKey = new(connection, "DELETE FROM idempotency_keys WHERE key = ?1");

    private readonly SqliteStatement _addInstance = new(connection, """
        INSERT INTO instances (id, tenant, definition_id, definition_version_id, version, definition_name, status, sub_status, correlation_id, name,
            parent_instance_id, incident_count, created_at, updated_at, finished_at, revision)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)
        ON CONFLICT (id) DO NOTHING
        """);

    /// <summary>Without what an instance keeps for ever: SQLite rewrites the indices of all columns that are named, changed or not.</summary>
    private readonly SqliteStatement _changeInstance = new(connection, """
        UPDATE instances SET definition_version_id = ?2, version = ?3, definition_name = ?4, status = ?5, sub_status = ?6, correlation_id = ?7, name = ?8,
            incident_count = ?9, updated_at = ?10, finished_at = ?11, revision = revision + 1
        WHERE id = ?1 AND revision = ?12
        """);

    /// <summary>Seldom changes anything: an activity gave the instance to a tenant.</summary>
    private readonly SqliteStatement _changeTenant = new(connection, "UPDATE instances SET tenant = ?2 WHERE id = ?1 AND tenant <> ?2");

    private readonly SqliteStatement _state = new(connection,
        "INSERT INTO instance_states (instance_id, state) VALUES (?1, ?2) ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state");

    private readonly SqliteStatement _removeBookmark = new(connection, "DELETE FROM bookmarks WHERE instance_id = ?1 AND id = ?2");

    private readonly SqliteStatement _addBookmark = new(connection, """
        INSERT OR REPLACE INTO bookmarks (instance_id, id, name, hash, payload, activity_id, activity_node_id, activity_instance_id, created_at, due_at,
            auto_burn, auto_complete, callback_method_name, description)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """);

    private readonly SqliteStatement _addJournal = new(connection, """
        INSERT INTO journal_chunks (instance_id, first_sequence, last_sequence, entries) VALUES (?1, ?2, ?3, ?4)
        """);

    private readonly SqliteStatement _addIncident = new(connection, """
        INSERT INTO incidents (id, instance_id, tenant, definition_id, activity_id, node_id, activity_type, activity_instance_id, code, message, detail,
            timestamp, resolved_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """);

    private readonly SqliteStatement _resolveIncident = new(connection,
        "UPDATE incidents SET resolved_at = ?3 WHERE id = ?2 AND instance_id = ?1 AND resolved_at IS NULL");

    private readonly SqliteStatement _effect = new(connection, """
        INSERT OR REPLACE INTO effects (key, instance_id, activity_instance_id, activity_id, name, intent_at, receipt_at, receipt, attempts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly SqliteStatement _outbox = new(connection, """
        INSERT INTO outbox (id, instance_id, kind, payload, created_at, next_attempt_at, attempts, last_error)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    /// <summary>Writes a commit in the transaction that the connection is in.</summary>
    public CommitOutcome Write(PreparedCommit prepared)
    {
        var commit = prepared.Commit;
        var id = commit.Summary.Id;
        if (commit.IdempotencyKey is { } key && _addKey.Text(key).Text(id).Number(ToDatabase(commit.Summary.UpdatedAt)).Run() == 0)
            return CommitOutcome.Duplicate;
        if (!WriteInstance(commit))
        {
            if (commit.IdempotencyKey is not null)
                _dropKey.Text(commit.IdempotencyKey).Run();
            return CommitOutcome.RevisionLost;
        }

        _state.Text(id).Blob(commit.State).Run();
        WriteBookmarks(commit);
        foreach (var row in prepared.Journal)
            _addJournal.Text(id).Number(row.FirstSequence).Number(row.LastSequence).Blob(row.Entries).Run();
        WriteIncidents(commit);
        foreach (var e in commit.Effects)
            _effect.Text(e.Key).Text(id).Text(e.ActivityInstanceId).Text(e.ActivityId).Text(e.Name).Number(ToDatabase(e.IntentAt)).Number(Time(e.ReceiptAt))
                .Text(e.Receipt).Number(e.Attempts).Run();
        foreach (var m in commit.Outbox)
            _outbox.Text(m.Id).Text(id).Text(m.Kind).Text(m.Payload).Number(ToDatabase(m.CreatedAt)).Number(ToDatabase(m.NextAttemptAt)).Number(m.Attempts)
                .Text(m.LastError).Run();
        return CommitOutcome.Committed;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _addKey, _dropKey, _addInstance, _changeInstance, _changeTenant, _state, _removeBookmark, _addBookmark, _addJournal, _addIncident, _resolveIncident, _effect, _outbox,
        })
            statement.Dispose();
    }

    private bool WriteInstance(InstanceCommit commit)
    {
        var s = commit.Summary;
        var (status, subStatus) = (StatusCodes.ToDatabase(s.Status), StatusCodes.ToDatabase(s.SubStatus));
        if (commit.ExpectedRevision == 0)
        {
            return _addInstance.Text(s.Id).Text(s.Tenant).Text(s.DefinitionId).Text(s.DefinitionVersionId).Number(s.Version).Text(s.DefinitionName).Number(status)
                .Number(subStatus).Text(s.CorrelationId).Text(s.Name).Text(s.ParentInstanceId).Number(s.IncidentCount).Number(ToDatabase(s.CreatedAt))
                .Number(ToDatabase(s.UpdatedAt)).Number(Time(s.FinishedAt)).Run() == 1;
        }

        var changed = _changeInstance.Text(s.Id).Text(s.DefinitionVersionId).Number(s.Version).Text(s.DefinitionName).Number(status).Number(subStatus)
            .Text(s.CorrelationId).Text(s.Name).Number(s.IncidentCount).Number(ToDatabase(s.UpdatedAt)).Number(Time(s.FinishedAt)).Number(commit.ExpectedRevision)
            .Run() == 1;
        if (changed)
            _changeTenant.Text(s.Id).Text(s.Tenant).Run();
        return changed;
    }

    private void WriteBookmarks(InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        foreach (var bookmark in commit.BookmarksRemoved)
            _removeBookmark.Text(id).Text(bookmark).Run();
        foreach (var b in commit.BookmarksAdded)
            _addBookmark.Text(id).Text(b.Id).Text(b.Name).Text(b.Hash).Text(b.Payload).Text(b.ActivityId).Text(b.ActivityNodeId).Text(b.ActivityInstanceId)
                .Number(ToDatabase(b.CreatedAt)).Number(Time(b.DueAt)).Number(b.AutoBurn ? 1 : 0).Number(b.AutoComplete ? 1 : 0).Text(b.CallbackMethodName)
                .Text(b.Description).Run();
    }

    private void WriteIncidents(InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        foreach (var i in commit.IncidentsAdded)
            _addIncident.Text(i.Id).Text(id).Text(i.Tenant).Text(i.DefinitionId).Text(i.ActivityId).Text(i.NodeId).Text(i.ActivityType).Text(i.ActivityInstanceId)
                .Text(i.Code).Text(i.Message).Text(i.Detail).Number(ToDatabase(i.Timestamp)).Number(Time(i.ResolvedAt)).Run();
        foreach (var incident in commit.IncidentsResolved)
            _resolveIncident.Text(id).Text(incident).Number(ToDatabase(commit.Summary.UpdatedAt)).Run();
    }

    private static long? Time(DateTimeOffset? time) => time is { } value ? ToDatabase(value) : null;
}

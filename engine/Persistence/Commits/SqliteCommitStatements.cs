using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Orchestrator.Persistence.Instances;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Commits;

/// <summary>The statements of a commit, prepared once for the writer's connection.</summary>
internal sealed class SqliteCommitStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _addKey = new(connection,
        "INSERT INTO idempotency_keys (key, instance_id, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING", 3);

    private readonly SqliteStatement _dropKey = new(connection, "DELETE FROM idempotency_keys WHERE key = ?1", 1);

    private readonly SqliteStatement _addInstance = new(connection, """
        INSERT INTO instances (id, tenant, definition_id, definition_version_id, version, definition_name, status, sub_status, correlation_id, name,
            parent_instance_id, incident_count, created_at, updated_at, finished_at, revision)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)
        ON CONFLICT (id) DO NOTHING
        """, 15);

    private readonly SqliteStatement _changeInstance = new(connection, """
        UPDATE instances SET tenant = ?2, definition_id = ?3, definition_version_id = ?4, version = ?5, definition_name = ?6, status = ?7, sub_status = ?8,
            correlation_id = ?9, name = ?10, parent_instance_id = ?11, incident_count = ?12, created_at = ?13, updated_at = ?14, finished_at = ?15,
            revision = revision + 1
        WHERE id = ?1 AND revision = ?16
        """, 16);

    private readonly SqliteStatement _state = new(connection,
        "INSERT INTO instance_states (instance_id, state) VALUES (?1, ?2) ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state", 2);

    private readonly SqliteStatement _removeBookmark = new(connection, "DELETE FROM bookmarks WHERE instance_id = ?1 AND id = ?2", 2);

    private readonly SqliteStatement _addBookmark = new(connection, """
        INSERT OR REPLACE INTO bookmarks (instance_id, id, name, hash, payload, activity_id, activity_node_id, activity_instance_id, created_at, due_at,
            auto_burn, auto_complete, callback_method_name, description)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """, 14);

    private readonly SqliteStatement _addJournal = new(connection, """
        INSERT INTO journal (instance_id, sequence, timestamp, event_name, activity_instance_id, parent_activity_instance_id, activity_id, node_id,
            activity_type, activity_type_version, activity_name, message, data)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """, 13);

    private readonly SqliteStatement _addIncident = new(connection, """
        INSERT INTO incidents (id, instance_id, tenant, definition_id, activity_id, node_id, activity_type, activity_instance_id, code, message, detail,
            timestamp, resolved_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """, 13);

    private readonly SqliteStatement _resolveIncident = new(connection,
        "UPDATE incidents SET resolved_at = ?3 WHERE id = ?2 AND instance_id = ?1 AND resolved_at IS NULL", 3);

    private readonly SqliteStatement _effect = new(connection, """
        INSERT OR REPLACE INTO effects (key, instance_id, activity_instance_id, activity_id, name, intent_at, receipt_at, receipt, attempts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """, 9);

    private readonly SqliteStatement _outbox = new(connection, """
        INSERT INTO outbox (id, instance_id, kind, payload, created_at, next_attempt_at, attempts, last_error)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """, 8);

    public CommitOutcome Write(SqliteTransaction transaction, InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        if (commit.IdempotencyKey is { } key && _addKey.Run(transaction, key, id, ToDatabase(commit.Summary.UpdatedAt)) == 0)
            return CommitOutcome.Duplicate;
        if (!WriteInstance(transaction, commit))
        {
            if (commit.IdempotencyKey is not null)
                _dropKey.Run(transaction, commit.IdempotencyKey);
            return CommitOutcome.RevisionLost;
        }

        _state.Run(transaction, id, Bytes(commit.State));
        WriteBookmarks(transaction, commit);
        WriteHistory(transaction, commit);
        foreach (var effect in commit.Effects)
            _effect.Run(transaction, effect.Key, id, effect.ActivityInstanceId, effect.ActivityId, effect.Name, ToDatabase(effect.IntentAt),
                Time(effect.ReceiptAt), effect.Receipt, effect.Attempts);
        foreach (var message in commit.Outbox)
            _outbox.Run(transaction, message.Id, id, message.Kind, message.Payload, ToDatabase(message.CreatedAt), ToDatabase(message.NextAttemptAt),
                message.Attempts, message.LastError);
        return CommitOutcome.Committed;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _addKey, _dropKey, _addInstance, _changeInstance, _state, _removeBookmark, _addBookmark, _addJournal, _addIncident, _resolveIncident, _effect, _outbox,
        })
            statement.Dispose();
    }

    private bool WriteInstance(SqliteTransaction transaction, InstanceCommit commit)
    {
        var s = commit.Summary;
        ReadOnlySpan<object?> values =
        [
            s.Id, s.Tenant, s.DefinitionId, s.DefinitionVersionId, s.Version, s.DefinitionName, StatusCodes.ToDatabase(s.Status),
            StatusCodes.ToDatabase(s.SubStatus), s.CorrelationId, s.Name, s.ParentInstanceId, s.IncidentCount, ToDatabase(s.CreatedAt), ToDatabase(s.UpdatedAt),
            Time(s.FinishedAt), commit.ExpectedRevision,
        ];
        return (commit.ExpectedRevision == 0 ? _addInstance.Run(transaction, values[..15]) : _changeInstance.Run(transaction, values)) == 1;
    }

    private void WriteBookmarks(SqliteTransaction transaction, InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        foreach (var bookmark in commit.BookmarksRemoved)
            _removeBookmark.Run(transaction, id, bookmark);
        foreach (var b in commit.BookmarksAdded)
            _addBookmark.Run(transaction, id, b.Id, b.Name, b.Hash, b.Payload, b.ActivityId, b.ActivityNodeId, b.ActivityInstanceId, ToDatabase(b.CreatedAt),
                Time(b.DueAt), b.AutoBurn ? 1 : 0, b.AutoComplete ? 1 : 0, b.CallbackMethodName, b.Description);
    }

    private void WriteHistory(SqliteTransaction transaction, InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        foreach (var j in commit.Journal)
            _addJournal.Run(transaction, id, j.Sequence, ToDatabase(j.Timestamp), j.EventName, j.ActivityInstanceId, j.ParentActivityInstanceId, j.ActivityId,
                j.NodeId, j.ActivityType, j.ActivityTypeVersion, j.ActivityName, j.Message, j.Data);
        foreach (var i in commit.IncidentsAdded)
            _addIncident.Run(transaction, i.Id, id, i.Tenant, i.DefinitionId, i.ActivityId, i.NodeId, i.ActivityType, i.ActivityInstanceId, i.Code, i.Message,
                i.Detail, ToDatabase(i.Timestamp), Time(i.ResolvedAt));
        foreach (var incident in commit.IncidentsResolved)
            _resolveIncident.Run(transaction, id, incident, ToDatabase(commit.Summary.UpdatedAt));
    }

    private static object? Time(DateTimeOffset? time) => time is { } value ? ToDatabase(value) : null;

    /// <summary>The state's own array where it fills one, else a copy.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> state) =>
        MemoryMarshal.TryGetArray(state, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : state.ToArray();
}

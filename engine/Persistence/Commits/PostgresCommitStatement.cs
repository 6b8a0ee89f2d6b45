using System.Runtime.InteropServices;
using Npgsql;
using Orchestrator.Persistence.Instances;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Persistence.Commits.PostgresColumn;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Commits;

/// <summary>
/// One statement, and so one transaction and one round trip, that writes any number of commits of different instances. The rows of a commit are only
/// written when its key was new and its instance had the expected revision. It has the parts that its commits need: the server opens every table and index
/// that a statement names, whether it has rows for them or not, which costs a caller alone as much as the writing.
/// </summary>
internal sealed class PostgresCommitStatement : IAsyncDisposable
{
    private const int Duplicate = 2;
    private readonly NpgsqlCommand _command;
    private readonly CommitContents _contents;
    private readonly List<PostgresRows> _all = [];
    private readonly PostgresRows _instances, _journal;
    private readonly PostgresRows? _removedBookmarks, _bookmarks, _incidents, _resolved, _effects, _outbox;

    public PostgresCommitStatement(NpgsqlConnection connection, CommitContents contents)
    {
        _command = connection.CreateCommand();
        _contents = contents;
        _instances = Rows(CommitContents.None, Text("id"), Text("tenant"), Text("definition_id"), Text("definition_version_id"), Integer("version"),
            Text("definition_name"), Integer("status"), Integer("sub_status"), Text("correlation_id"), Text("name"), Text("parent_instance_id"),
            Integer("incident_count"), BigInt("created_at"), BigInt("updated_at"), BigInt("finished_at"), BigInt("expected"), Text("key"), Blob("state"))!;
        _journal = Rows(CommitContents.None, Text("instance_id"), BigInt("first_sequence"), BigInt("last_sequence"), Blob("entries"))!;
        _removedBookmarks = Rows(CommitContents.Bookmarks, Text("instance_id"), Text("id"));
        _bookmarks = Rows(CommitContents.Bookmarks, Text("instance_id"), Text("id"), Text("name"), Text("hash"), Text("payload"), Text("activity_id"),
            Text("activity_node_id"), Text("activity_instance_id"), BigInt("created_at"), BigInt("due_at"), Integer("auto_burn"), Integer("auto_complete"),
            Text("callback_method_name"), Text("description"));
        _incidents = Rows(CommitContents.Incidents, Text("instance_id"), Text("id"), Text("tenant"), Text("definition_id"), Text("activity_id"), Text("node_id"),
            Text("activity_type"), Text("activity_instance_id"), Text("code"), Text("message"), Text("detail"), BigInt("timestamp"), BigInt("resolved_at"));
        _resolved = Rows(CommitContents.Incidents, Text("instance_id"), Text("id"), BigInt("resolved_at"));
        _effects = Rows(CommitContents.Effects, Text("instance_id"), Text("key"), Text("activity_instance_id"), Text("activity_id"), Text("name"),
            BigInt("intent_at"), BigInt("receipt_at"), Text("receipt"), Integer("attempts"));
        _outbox = Rows(CommitContents.Outbox, Text("instance_id"), Text("id"), Text("kind"), Text("payload"), BigInt("created_at"), BigInt("next_attempt_at"),
            Integer("attempts"), Text("last_error"));
        _command.CommandText = Sql();
    }

    public Task PrepareAsync() => _command.PrepareAsync();

    /// <summary>Writes commits of different instances with different keys; gives their outcomes in order.</summary>
    /// <exception cref="PostgresException">
    /// With SQL state 22012 when one of a commit's key and revision is accepted and the other is not: then nothing was written.
    /// </exception>
    public async Task<IReadOnlyList<CommitOutcome>> WriteAsync(IEnumerable<PreparedCommit> commits)
    {
        foreach (var rows in _all)
            rows.Clear();
        foreach (var commit in commits)
            Add(commit);

        var outcomes = new List<CommitOutcome>();
        await using var reader = await _command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            outcomes.Add(reader.GetInt32(0) switch
            {
                0 => CommitOutcome.Committed,
                Duplicate => CommitOutcome.Duplicate,
                _ => CommitOutcome.RevisionLost,
            });
        return outcomes;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Add(PreparedCommit prepared)
    {
        var commit = prepared.Commit;
        var s = commit.Summary;
        _instances.Add(s.Id, s.Tenant, s.DefinitionId, s.DefinitionVersionId, s.Version, s.DefinitionName, StatusCodes.ToDatabase(s.Status),
            StatusCodes.ToDatabase(s.SubStatus), s.CorrelationId, s.Name, s.ParentInstanceId, s.IncidentCount, ToDatabase(s.CreatedAt), ToDatabase(s.UpdatedAt),
            Time(s.FinishedAt), commit.ExpectedRevision, commit.IdempotencyKey, Bytes(commit.State));
        foreach (var bookmark in CommitParts.BookmarksRemoved(commit))
            _removedBookmarks!.Add(s.Id, bookmark);
        foreach (var b in CommitParts.Bookmarks(commit))
            _bookmarks!.Add(s.Id, b.Id, b.Name, b.Hash, b.Payload, b.ActivityId, b.ActivityNodeId, b.ActivityInstanceId, ToDatabase(b.CreatedAt), Time(b.DueAt),
                b.AutoBurn ? 1 : 0, b.AutoComplete ? 1 : 0, b.CallbackMethodName, b.Description);
        foreach (var row in prepared.Journal)
            _journal.Add(s.Id, row.FirstSequence, row.LastSequence, row.Entries);
        foreach (var i in CommitParts.Incidents(commit))
            _incidents!.Add(s.Id, i.Id, i.Tenant, i.DefinitionId, i.ActivityId, i.NodeId, i.ActivityType, i.ActivityInstanceId, i.Code, i.Message, i.Detail,
                ToDatabase(i.Timestamp), Time(i.ResolvedAt));
        foreach (var incident in commit.IncidentsResolved)
            _resolved!.Add(s.Id, incident, ToDatabase(s.UpdatedAt));
        foreach (var e in CommitParts.Effects(commit))
            _effects!.Add(s.Id, e.Key, e.ActivityInstanceId, e.ActivityId, e.Name, ToDatabase(e.IntentAt), Time(e.ReceiptAt), e.Receipt, e.Attempts);
        foreach (var m in commit.Outbox)
            _outbox!.Add(s.Id, m.Id, m.Kind, m.Payload, ToDatabase(m.CreatedAt), ToDatabase(m.NextAttemptAt), m.Attempts, m.LastError);
    }

    private PostgresRows? Rows(CommitContents needed, params PostgresColumn[] columns)
    {
        if ((_contents & needed) != needed)
            return null;
        var rows = new PostgresRows(_command.Parameters, columns);
        _all.Add(rows);
        return rows;
    }

    private string Sql()
    {
        var hasKeys = _contents.HasFlag(CommitContents.Keys);
        var newKey = hasKeys ? "EXISTS (SELECT 1 FROM k WHERE k.key = c.key)" : "FALSE";
        const string impossible = "1 / (c.place - c.place)::int";
        const string summary = """
            id, tenant, definition_id, definition_version_id, version, definition_name, status, sub_status, correlation_id, name, parent_instance_id,
            incident_count, created_at, updated_at, finished_at
            """;
        string Insert(string table, PostgresRows rows, string suffix = "") => $"""
            INSERT INTO {table} ({rows.Names}) SELECT r.* FROM {rows.Source} AS r({rows.Names}) WHERE r.instance_id IN (SELECT id FROM written) {suffix}
            """;
        var parts = new List<string> { $"c AS MATERIALIZED (SELECT * FROM {_instances.Source} WITH ORDINALITY AS c({_instances.Names}, place))" };
        if (hasKeys)
            parts.Add("""
                k AS (
                    INSERT INTO idempotency_keys (key, instance_id, created_at) SELECT key, id, updated_at FROM c WHERE key IS NOT NULL
                    ON CONFLICT (key) DO NOTHING RETURNING key)
                """);
        var written = new List<string>();
        if (_contents.HasFlag(CommitContents.New))
        {
            written.Add("SELECT id FROM added");
            parts.Add($"""
                added AS (
                    INSERT INTO instances ({summary}, revision) SELECT {summary}, 1 FROM c WHERE expected = 0 AND (key IS NULL OR {newKey})
                    ON CONFLICT (id) DO NOTHING RETURNING id)
                """);
        }

        if (_contents.HasFlag(CommitContents.Changed))
        {
            written.Add("SELECT id FROM changed");
            parts.Add("""
                changed AS (
                    UPDATE instances i SET tenant = c.tenant, definition_version_id = c.definition_version_id, version = c.version,
                        definition_name = c.definition_name, status = c.status, sub_status = c.sub_status, correlation_id = c.correlation_id, name = c.name,
                        incident_count = c.incident_count, updated_at = c.updated_at, finished_at = c.finished_at, revision = i.revision + 1
                    FROM c WHERE i.id = c.id AND i.revision = c.expected RETURNING i.id)
                """);
        }

        parts.Add($"written AS ({string.Join(" UNION ALL ", written)})");
        parts.Add("""
            s AS (
                INSERT INTO instance_states (instance_id, state) SELECT c.id, c.state FROM c WHERE c.id IN (SELECT id FROM written)
                ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state)
            """);
        if (_removedBookmarks is not null)
            parts.Add($"""
                b1 AS (
                    DELETE FROM bookmarks b USING {_removedBookmarks.Source} AS r({_removedBookmarks.Names})
                    WHERE b.instance_id = r.instance_id AND b.id = r.id AND r.instance_id IN (SELECT id FROM written))
                """);
        if (_bookmarks is not null)
            parts.Add($"b2 AS ({Insert("bookmarks", _bookmarks, """
                ON CONFLICT (instance_id, id) DO UPDATE SET name = excluded.name, hash = excluded.hash, payload = excluded.payload,
                    activity_id = excluded.activity_id, activity_node_id = excluded.activity_node_id, activity_instance_id = excluded.activity_instance_id,
                    created_at = excluded.created_at, due_at = excluded.due_at, auto_burn = excluded.auto_burn, auto_complete = excluded.auto_complete,
                    callback_method_name = excluded.callback_method_name, description = excluded.description
                """)})");
        parts.Add($"j AS ({Insert("journal_chunks", _journal)})");
        if (_incidents is not null)
            parts.Add($"i1 AS ({Insert("incidents", _incidents)})");
        if (_resolved is not null)
            parts.Add($"""
                i2 AS (
                    UPDATE incidents i SET resolved_at = r.resolved_at FROM {_resolved.Source} AS r({_resolved.Names})
                    WHERE i.id = r.id AND i.instance_id = r.instance_id AND i.resolved_at IS NULL AND r.instance_id IN (SELECT id FROM written))
                """);
        if (_effects is not null)
            parts.Add($"e AS ({Insert("effects", _effects, """
                ON CONFLICT (key) DO UPDATE SET instance_id = excluded.instance_id, activity_instance_id = excluded.activity_instance_id,
                    activity_id = excluded.activity_id, name = excluded.name, intent_at = excluded.intent_at, receipt_at = excluded.receipt_at,
                    receipt = excluded.receipt, attempts = excluded.attempts
                """)})");
        if (_outbox is not null)
            parts.Add($"o AS ({Insert("outbox", _outbox)})");
        return $"""
            WITH {string.Join(",\n", parts)}
            -- Neither a key without its instance nor an instance without its key may stay: dividing by zero takes the whole statement back.
            SELECT CASE
                WHEN EXISTS (SELECT 1 FROM written WHERE written.id = c.id) THEN CASE WHEN c.key IS NULL OR {newKey} THEN 0 ELSE {impossible} END
                WHEN c.key IS NULL THEN 1
                WHEN {newKey} THEN {impossible}
                ELSE {Duplicate}
            END
            FROM c ORDER BY c.place
            """;
    }

    private static long? Time(DateTimeOffset? time) => time is { } value ? ToDatabase(value) : null;

    /// <summary>The state's own array where it fills one, else a copy.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> state) =>
        MemoryMarshal.TryGetArray(state, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : state.ToArray();
}

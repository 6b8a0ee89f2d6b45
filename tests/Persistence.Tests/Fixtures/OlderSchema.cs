using Dapper;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>The schema of the first release, where a journal entry was a row.</summary>
internal static class OlderSchema
{
    /// <summary>Adds journal entries in the form of an earlier version.</summary>
    public static async Task AddJournalAsync(IDatabase database, string instanceId, long first, long last, string entries, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await connection.ExecuteAsync(
            "INSERT INTO journal_chunks (instance_id, first_sequence, last_sequence, entries) VALUES (@instanceId, @first, @last, @entries)",
            new { instanceId, first, last, entries = System.Text.Encoding.UTF8.GetBytes(entries) },
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a database back to it, with these entries in its journal.</summary>
    public static async Task RestoreAsync(IDatabase database, IEnumerable<JournalEntry> journal, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await connection.ExecuteAsync(
            """
            DROP TABLE journal_chunks;
            CREATE TABLE journal (instance_id TEXT NOT NULL, sequence BIGINT NOT NULL, timestamp BIGINT NOT NULL, event_name TEXT NOT NULL,
                activity_instance_id TEXT, parent_activity_instance_id TEXT, activity_id TEXT, node_id TEXT, activity_type TEXT,
                activity_type_version INTEGER NOT NULL, activity_name TEXT, message TEXT, data TEXT, PRIMARY KEY (instance_id, sequence));
            CREATE INDEX ix_instances_updated ON instances (updated_at, id);
            CREATE INDEX ix_instances_finished ON instances (finished_at, id);
            DELETE FROM schema_versions WHERE version IN (2026112500, 2026112501);
            """,
            transaction: transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO journal VALUES (@InstanceId, @Sequence, @Timestamp, @EventName, @ActivityInstanceId, @ParentActivityInstanceId, @ActivityId, @NodeId,
                @ActivityType, @ActivityTypeVersion, @ActivityName, @Message, @Data)
            """,
            journal.Select(entry => new
            {
                entry.InstanceId,
                entry.Sequence,
                Timestamp = DatabaseTime.ToDatabase(entry.Timestamp),
                entry.EventName,
                entry.ActivityInstanceId,
                entry.ParentActivityInstanceId,
                entry.ActivityId,
                entry.NodeId,
                entry.ActivityType,
                entry.ActivityTypeVersion,
                entry.ActivityName,
                entry.Message,
                entry.Data,
            }),
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }
}

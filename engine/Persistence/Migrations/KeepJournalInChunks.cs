using System.Data;
using System.Data.Common;
using FluentMigrator;
using Orchestrator.Persistence.Journal;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Migrations;

/// <summary>The journal of a commit becomes one row; what was written before moves over.</summary>
[Migration(2026112500, "Keep the journal entries of a commit in one row")]
public sealed class KeepJournalInChunks : ForwardOnlyMigration
{
    private const int EntriesPerChunk = 64;

    public override void Up()
    {
        Create.Table("journal_chunks")
            .WithColumn("instance_id").AsText().NotNullable().PrimaryKey()
            .WithColumn("first_sequence").AsInt64().NotNullable().PrimaryKey()
            .WithColumn("last_sequence").AsInt64().NotNullable()
            .WithColumn("entries").AsBlob().NotNullable();
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("ALTER TABLE journal_chunks ALTER COLUMN instance_id TYPE text COLLATE \"C\"");
        Execute.WithConnection(Move);
        Delete.Table("journal");
    }

    private static void Move(IDbConnection connection, IDbTransaction transaction)
    {
        var chunk = new List<JournalEntry>();
        string instance = "";
        long after = 0;
        while (true)
        {
            var page = Read(connection, transaction, instance, after);
            foreach (var entry in page)
            {
                if (chunk.Count == EntriesPerChunk || (chunk.Count > 0 && (chunk[^1].InstanceId != entry.InstanceId || chunk[^1].Sequence + 1 != entry.Sequence)))
                    Write(connection, transaction, chunk);
                chunk.Add(entry);
            }

            if (page.Count == 0)
                break;
            (instance, after) = (page[^1].InstanceId, page[^1].Sequence);
        }

        if (chunk.Count > 0)
            Write(connection, transaction, chunk);
    }

    private static List<JournalEntry> Read(IDbConnection connection, IDbTransaction transaction, string instance, long after)
    {
        using var command = (DbCommand)connection.CreateCommand();
        command.Transaction = (DbTransaction)transaction;
        command.CommandText = """
            SELECT instance_id, sequence, timestamp, event_name, activity_instance_id, parent_activity_instance_id, activity_id, node_id, activity_type,
                activity_type_version, activity_name, message, data
            FROM journal WHERE (instance_id, sequence) > (@instance, @after) ORDER BY instance_id, sequence LIMIT 5000
            """;
        Add(command, "instance", instance);
        Add(command, "after", after);
        using var row = command.ExecuteReader();
        var entries = new List<JournalEntry>();
        while (row.Read())
            entries.Add(Instances.Rows.ReadJournal(row));
        return entries;
    }

    private static void Write(IDbConnection connection, IDbTransaction transaction, List<JournalEntry> chunk)
    {
        using var command = (DbCommand)connection.CreateCommand();
        command.Transaction = (DbTransaction)transaction;
        command.CommandText = "INSERT INTO journal_chunks (instance_id, first_sequence, last_sequence, entries) VALUES (@instance, @first, @last, @entries)";
        Add(command, "instance", chunk[0].InstanceId);
        Add(command, "first", chunk[0].Sequence);
        Add(command, "last", chunk[^1].Sequence);
        Add(command, "entries", JournalChunk.Encode([.. chunk], []));
        command.ExecuteNonQuery();
        chunk.Clear();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

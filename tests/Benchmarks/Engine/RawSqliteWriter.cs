using System.Text;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>WAL, synchronous FULL, as the engine.</summary>
internal sealed class RawSqliteWriter : RawWriter
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand state;
    private readonly SqliteCommand journal;

    public RawSqliteWriter(string file, CommitShape shape) : base(shape)
    {
        connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
        Execute("CREATE TABLE raw_states (id TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE raw_journal (id TEXT NOT NULL, sequence INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id, sequence)) WITHOUT ROWID");
        state = Prepare("INSERT INTO raw_states VALUES (?1, ?2)", "", new byte[shape.StateBytes]);
        journal = Prepare("INSERT INTO raw_journal VALUES (?1, ?2, ?3)", "", 0L, Encoding.ASCII.GetString([.. Enumerable.Repeat((byte)'j', shape.JournalRowBytes)]));
        Start();
    }

    protected override async Task WriteBatchAsync(IReadOnlyList<string> ids)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        state.Transaction = journal.Transaction = transaction;
        foreach (var id in ids)
        {
            state.Parameters[0].Value = id;
            state.ExecuteNonQuery();
            journal.Parameters[0].Value = id;
            for (var i = 0; i < Shape.JournalRows; i++)
            {
                journal.Parameters[1].Value = (long)i;
                journal.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    protected override async ValueTask CloseAsync()
    {
        await state.DisposeAsync();
        await journal.DisposeAsync();
        await connection.DisposeAsync();
    }

    private SqliteCommand Prepare(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"?{i + 1}", values[i]));
        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

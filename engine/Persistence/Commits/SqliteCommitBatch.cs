using Microsoft.Data.Sqlite;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>Writes commits one after the other, with prepared statements, in one transaction.</summary>
internal sealed class SqliteCommitBatch(SqliteDatabase database) : ICommitBatch
{
    private SqliteConnection? _connection;
    private SqliteCommitStatements? _statements;

    public async Task<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<PreparedCommit> commits)
    {
        _connection ??= await database.OpenSqliteAsync(CancellationToken.None);
        _statements ??= new SqliteCommitStatements(_connection);
        await using var transaction = (SqliteTransaction)await database.BeginWriteAsync(_connection, CancellationToken.None);
        var outcomes = new CommitOutcome[commits.Count];
        for (var i = 0; i < commits.Count; i++)
            outcomes[i] = _statements.Write(commits[i]);
        transaction.Commit();
        return outcomes;
    }

    /// <summary>A transaction that SQLite has not committed is rolled back, also after a crash.</summary>
    public bool IsInDoubt(Exception fault) => false;

    public async ValueTask DisposeAsync()
    {
        _statements?.Dispose();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }
}

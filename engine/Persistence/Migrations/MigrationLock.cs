using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Orchestrator.Persistence.Databases;

namespace Orchestrator.Persistence.Migrations;

/// <summary>The turn to migrate, among all processes that share the database. It ends with its connection, also when the process dies.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    private const int WaitSeconds = 600;

    /// <summary>Any number that nobody else locks: the letters "orchestr".</summary>
    private const long AdvisoryKey = 0x6F72636865737472;

    private readonly DbConnection _connection;

    private MigrationLock(DbConnection connection) => _connection = connection;

    /// <summary>Waits up to ten minutes for another process that migrates; then throws the database's time-out.</summary>
    public static async ValueTask<MigrationLock> TakeAsync(Database database, CancellationToken cancellationToken)
    {
        (DbConnection connection, string sql) = database switch
        {
            // A second file, because the first one must stay writable for the migrations themselves. It stays empty.
            SqliteDatabase sqlite => (
                new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = sqlite.Path + "-migration", Pooling = false }.ConnectionString),
                "BEGIN EXCLUSIVE"),
            PostgresDatabase postgres => ((DbConnection)await postgres.OpenOwnAsync(cancellationToken), $"SELECT pg_advisory_lock({AdvisoryKey})"),
            _ => throw new NotSupportedException($"No migrations for {database.Kind}."),
        };
        try
        {
            if (connection.State != System.Data.ConnectionState.Open)
                await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: WaitSeconds, cancellationToken: cancellationToken));
            return new MigrationLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closing the SQLite file, or ending the session of PostgreSQL, gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is Npgsql.NpgsqlConnection)
            await _connection.ExecuteAsync($"SELECT pg_advisory_unlock({AdvisoryKey})");
        await _connection.DisposeAsync();
    }
}

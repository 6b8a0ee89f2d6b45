using System.Numerics;
using Npgsql;

namespace Orchestrator.Persistence.Databases;

/// <summary>
/// A session of PostgreSQL with settings of its own, which is never given to anyone else. It plans its prepared statements anew after 1, 2, 4, 8 … uses: a plan that is made for an
/// empty table and kept may read an index from end to end, which costs nothing then and everything when the table has grown; PostgreSQL itself notices only when the table is analysed,
/// a minute later or more. Not safe for concurrent use.
/// </summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    /// <summary>By then the tables are large, and autovacuum looks after the rest.</summary>
    private const ulong LastRenewal = 1 << 20;

    private ulong _uses;

    private PostgresSession(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    /// <param name="settings">Statements that set what differs from the server's own settings.</param>
    public static async Task<PostgresSession> OpenAsync(PostgresDatabase database, string settings)
    {
        var connection = await database.OpenOwnAsync(CancellationToken.None);
        try
        {
            await using var command = new NpgsqlCommand(settings, connection);
            await command.ExecuteNonQueryAsync();
            return new PostgresSession(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Call before each use.</summary>
    public async ValueTask UseAsync()
    {
        _uses++;
        if (_uses > LastRenewal || !BitOperations.IsPow2(_uses))
            return;
        await using var command = new NpgsqlCommand("DISCARD PLANS", Connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}

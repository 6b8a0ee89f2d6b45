using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Databases;

/// <summary>PostgreSQL through a pooled Npgsql data source.</summary>
internal sealed class PostgresDatabase : Database, IAsyncDisposable, IDisposable
{
    public PostgresDatabase(IOptions<PersistenceOptions> options, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Value.PostgresConnectionString);
        settings.ApplicationName ??= "orchestrator";
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 64;

        // Nobody changes a session of the pool, so none need be set back each time, which costs more than the queries that find one row. The writer's own session is not pooled.
        settings.NoResetOnClose = true;
        Source = new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).Build();
        ConnectionString = settings.ConnectionString;
        Schema = settings.SearchPath?.Split(',')[0].Trim().Trim('"');
    }

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public NpgsqlDataSource Source { get; }

    /// <summary>With the password, which the data source does not show.</summary>
    public string ConnectionString { get; }

    /// <summary>First schema of the search path of the connection string; null: the default one.</summary>
    public string? Schema { get; }

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    /// <summary>Opens a session that is never given to anyone else, for one who changes its settings.</summary>
    public async Task<NpgsqlConnection> OpenOwnAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(cancellationToken);

    public override async ValueTask<List<T>> FetchAsync<T>(string sql, object?[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(sql); // Npgsql keeps it prepared.
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new NpgsqlParameter($"p{i}", values[i] ?? DBNull.Value));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await row.ReadAsync(cancellationToken))
            rows.Add(read(row));
        return rows;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    public void Dispose() => Source.Dispose();
}

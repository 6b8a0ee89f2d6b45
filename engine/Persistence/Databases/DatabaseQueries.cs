using System.Data.Common;
using Dapper;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Databases;

/// <summary>Queries whose rows are read by hand.</summary>
internal static class DatabaseQueries
{
    public static async Task<List<T>> QueryAsync<T>(
        this Database database, string sql, object? parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryAsync(null, sql, parameters, read, cancellationToken);
    }

    public static async Task<List<T>> QueryAsync<T>(
        this DbConnection connection, DbTransaction? transaction, string sql, object? parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    public static async Task<Page<T>> PageAsync<T>(
        this Database database, string count, string list, object? parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(count, parameters, cancellationToken: cancellationToken));
        return new Page<T>(await connection.QueryAsync(null, list, parameters, read, cancellationToken), total);
    }

    /// <summary>Runs a statement in a write transaction of its own; gives the number of rows that were changed.</summary>
    public static ValueTask<int> ExecuteAsync(this Database database, string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)),
            cancellationToken);

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this DbDataReader row, int column) => DatabaseTime.FromDatabase(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static bool Flag(this DbDataReader row, int column) => row.GetInt32(column) != 0;
}

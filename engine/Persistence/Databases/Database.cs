using System.Data.Common;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Databases;

/// <summary>What the stores need of a database beyond <see cref="IDatabase"/>.</summary>
internal abstract class Database : IDatabase
{
    public abstract DatabaseKind Kind { get; }

    /// <summary>Operator that matches a pattern whatever the case of letters.</summary>
    public string Like => Kind == DatabaseKind.Sqlite ? "LIKE" : "ILIKE";

    /// <summary>Before a column: keeps SQLite, which has no statistics of the rows, from using the column's index where another one is known to be better.</summary>
    public string WithoutIndex => Kind == DatabaseKind.Sqlite ? "+" : "";

    /// <summary>Name of <c>instances i</c> in lower case, as it is indexed.</summary>
    public string LowerName => Kind == DatabaseKind.Sqlite ? "LOWER(i.name)" : "(LOWER(i.name) COLLATE \"C\")";

    /// <summary>Condition that a column holds one of the values of an array parameter, which Npgsql sends whole and which Dapper spreads for SQLite.</summary>
    public string In(string column, string parameter) => Kind == DatabaseKind.Sqlite ? $"{column} IN {parameter}" : $"{column} = ANY({parameter})";

    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs a query that is asked all the time; its statement stays prepared. Parameters are <c>@p0</c>, <c>@p1</c> …</summary>
    public abstract ValueTask<List<T>> FetchAsync<T>(string sql, object?[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Runs work in a write transaction of its own and commits it; rolls back when the work throws.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await BeginWriteAsync(connection, cancellationToken);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}

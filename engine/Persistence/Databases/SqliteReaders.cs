using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Persistence.Databases;

/// <summary>Connections that keep their statements prepared, for the queries that every resumption asks. As many as there are readers at the same time.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IDisposable
{
    private readonly ConcurrentBag<Reader> _idle = [];

    /// <param name="sql">Parameters are <c>@p0</c>, <c>@p1</c> …</param>
    public async ValueTask<List<T>> QueryAsync<T>(string sql, object?[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var reader))
            reader = new Reader(await database.OpenSqliteAsync(cancellationToken));
        try
        {
            var rows = reader.Query(sql, values, read);
            _idle.Add(reader);
            return rows;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private sealed class Reader(SqliteConnection connection) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> _commands = [];

        public List<T> Query<T>(string sql, object?[] values, Func<DbDataReader, T> read)
        {
            if (!_commands.TryGetValue(sql, out var command))
                _commands[sql] = command = Prepare(sql, values.Length);
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            using var row = command.ExecuteReader();
            var rows = new List<T>();
            while (row.Read())
                rows.Add(read(row));
            return rows;
        }

        public void Dispose()
        {
            foreach (var command in _commands.Values)
                command.Dispose();
            connection.Dispose();
        }

        private SqliteCommand Prepare(string sql, int parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters; i++)
                command.Parameters.Add(new SqliteParameter($"@p{i}", DBNull.Value));
            return command;
        }
    }
}

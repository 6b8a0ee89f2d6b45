using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.Persistence.Commits;

/// <summary>A prepared statement with parameters <c>?1</c>, <c>?2</c> … that is run again and again on the writer's connection, without a command object between.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, string sql) : IDisposable
{
    private readonly sqlite3 _database = connection.Handle!;
    private readonly byte[] _text = new byte[1024];
    private sqlite3_stmt? _statement;
    private int _next;

    public SqliteStatement Text(string? value)
    {
        if (value is null)
            return Null();
        if (value.Length == 0)
            return Checked(raw.sqlite3_bind_text(Statement, ++_next, "")); // An empty span would bind NULL.
        if (value.Length <= _text.Length / 3)
            return Checked(raw.sqlite3_bind_text(Statement, ++_next, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text))));
        return Checked(raw.sqlite3_bind_text(Statement, ++_next, Encoding.UTF8.GetBytes(value).AsSpan()));
    }

    public SqliteStatement Number(long value) => Checked(raw.sqlite3_bind_int64(Statement, ++_next, value));

    public SqliteStatement Number(long? value) => value is { } number ? Number(number) : Null();

    public SqliteStatement Blob(ReadOnlyMemory<byte> value) => Checked(raw.sqlite3_bind_blob(Statement, ++_next, value.Span));

    public SqliteStatement Null() => Checked(raw.sqlite3_bind_null(Statement, ++_next));

    /// <summary>Runs it with the values that were bound; gives the number of rows that were changed.</summary>
    public int Run()
    {
        var result = raw.sqlite3_step(Statement);
        _next = 0;
        var reset = raw.sqlite3_reset(Statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(reset == raw.SQLITE_OK ? result : reset, _database);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement?.Dispose();

    private sqlite3_stmt Statement => _statement ?? Prepare();

    private sqlite3_stmt Prepare()
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), _database);
        return _statement = statement;
    }

    private SqliteStatement Checked(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
        return this;
    }
}

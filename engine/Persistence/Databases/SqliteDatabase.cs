using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Stores;
using SQLitePCL;

namespace Orchestrator.Persistence.Databases;

/// <summary>SQLite in WAL mode with synchronous FULL: a commit is on disk when it returns, readers never wait for the writer.</summary>
internal sealed class SqliteDatabase : Database, IDisposable
{
    private readonly string _connectionString;
    private readonly TimeSpan _lockTimeout;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly ConditionalWeakTable<sqlite3, object> _configured = [];
    private readonly SqliteReaders _readers;

    public SqliteDatabase(IOptions<PersistenceOptions> options)
    {
        Path = System.IO.Path.GetFullPath(options.Value.SqlitePath!);
        _lockTimeout = TimeSpan.FromSeconds(options.Value.LockTimeoutSeconds);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            DefaultTimeout = options.Value.LockTimeoutSeconds,
        }.ConnectionString;
        _readers = new SqliteReaders(this);
    }

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    public string ConnectionString => _connectionString;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await OpenSqliteAsync(cancellationToken);

    public async ValueTask<SqliteConnection> OpenSqliteAsync(CancellationToken cancellationToken)
    {
        var connection = new GatedSqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);

            // A pooled handle keeps its settings.
            if (connection.Handle is { } handle && !_configured.TryGetValue(handle, out _))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"""
                    PRAGMA busy_timeout = {(int)_lockTimeout.TotalMilliseconds};
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA journal_size_limit = 67108864;
                    """;
                await command.ExecuteNonQueryAsync(cancellationToken);
                _configured.AddOrUpdate(handle, this);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var gated = connection as GatedSqliteConnection
            ?? throw new ArgumentException("The connection does not come from this database.", nameof(connection));

        // Writers of this process queue here, first come first served; SQLite's own lock, which is polled, is only for writers of other processes.
        if (!await _writer.WaitAsync(_lockTimeout, cancellationToken))
            throw new TimeoutException($"Another transaction of this process has held the write lock of '{Path}' for {_lockTimeout.TotalSeconds:0} s.");
        return gated.BeginGated(_writer);
    }

    public override ValueTask<List<T>> FetchAsync<T>(string sql, object?[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        _readers.QueryAsync(sql, values, read, cancellationToken);

    public void Dispose()
    {
        _readers.Dispose();
        using (var connection = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(connection);
        _writer.Dispose();
    }
}

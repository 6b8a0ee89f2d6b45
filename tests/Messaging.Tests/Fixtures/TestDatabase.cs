using Npgsql;
using Orchestrator.Persistence;

namespace Orchestrator.Tests.Messaging;

/// <summary>A database for one test: an SQLite file, or a schema of its own in PostgreSQL. It outlives hosts, so that a test can restart them.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static int s_schemas;

    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-messaging-").FullName;
    private readonly string? _postgres;
    private readonly string _schema = "";

    private TestDatabase(string? postgres)
    {
        if (postgres is null)
            return;
        _schema = $"messaging_{Environment.ProcessId}_{Interlocked.Increment(ref s_schemas)}";
        _postgres = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = _schema, Pooling = true }.ConnectionString;
    }

    /// <summary>A folder that lives as long as the database.</summary>
    public string Folder => _folder;

    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var database = new TestDatabase(kind == "sqlite" ? null : TestEnvironment.Require("ORCHESTRATOR_TEST_POSTGRES", "postgresql"));
        if (database._postgres is not null)
            await database.ExecuteAsync($"DROP SCHEMA IF EXISTS {database._schema} CASCADE; CREATE SCHEMA {database._schema}");
        return database;
    }

    public void Configure(PersistenceOptions options)
    {
        if (_postgres is null)
            options.SqlitePath = Path.Combine(_folder, "test.db");
        else
            options.PostgresConnectionString = _postgres;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

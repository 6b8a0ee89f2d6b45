using Npgsql;

namespace Orchestrator.Tests.E2E;

/// <summary>A database of a test's own on the real PostgreSQL.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string _name = $"e2e_{Guid.CreateVersion7():N}";

    private PostgresDatabase()
    {
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(TestParts.Postgres) { Database = _name }.ConnectionString;

    public static async Task<PostgresDatabase> CreateAsync()
    {
        var database = new PostgresDatabase();
        await ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(TestParts.Postgres);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

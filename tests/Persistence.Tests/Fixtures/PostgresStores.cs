using Npgsql;
using Orchestrator.Persistence;

namespace Orchestrator.Tests.Persistence;

/// <summary>A database of its own on the PostgreSQL server of the test run; it orders texts as English does, which is not byte by byte.</summary>
public sealed class PostgresStores : DatabaseFixture
{
    private const string Variable = "ORCHESTRATOR_TEST_POSTGRES";
    private readonly string _name = $"persistence_{NewId()}";
    private string? _server;

    protected override async Task CreateAsync()
    {
        _server = Environment.GetEnvironmentVariable(Variable);
        Assert.False(
            string.IsNullOrEmpty(_server),
            $"{Variable} names no PostgreSQL server: start the tests by ./test, which installs (apt-get install postgresql) and starts one.");
        await ExecuteAsync($"CREATE DATABASE {_name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'");
    }

    protected override void Use(PersistenceOptions options) =>
        options.PostgresConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    protected override async Task DropAsync()
    {
        if (!string.IsNullOrEmpty(_server))
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

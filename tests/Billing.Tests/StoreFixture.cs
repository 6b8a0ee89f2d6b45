using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Orchestrator.Activities.Billing;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Billing;

/// <summary>Billing over a database of its own, on SQLite or PostgreSQL, with the tenants pscoe and acme.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private const string Variable = "ORCHESTRATOR_TEST_POSTGRES";

    private readonly TempFolder _folder = new();
    private readonly string? _postgresDatabase;

    private StoreFixture(DatabaseKind kind)
    {
        _postgresDatabase = kind == DatabaseKind.PostgreSql ? $"billing_{Path.GetFileName(_folder.Path).Replace('-', '_').ToUpperInvariant()}" : null;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new DataFolder(_folder.Path));
        services.AddOrchestratorPersistence(o =>
        {
            o.SqlitePath = _postgresDatabase is null ? Path.Combine(_folder.Path, "orchestrator.db") : null;
            o.PostgresConnectionString = _postgresDatabase is null ? null : new NpgsqlConnectionStringBuilder(Server) { Database = _postgresDatabase }.ConnectionString;
        });
        services.AddBilling(o =>
        {
            o.BatchSize = 7;
            o.Sources.Add(new CostSourceRegistration { Name = "bills", Path = Bills });
        });
        Services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));

    public ServiceProvider Services { get; }

    public string Bills => Path.Combine(_folder.Path, "bills");

    public ICostStore Store => Services.GetRequiredService<ICostStore>();

    public ICostCollector Collector => Services.GetRequiredService<ICostCollector>();

    public ICostSource Source => Services.GetRequiredService<ICostSources>().All[0];

    private static string Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException($"{Variable} names no PostgreSQL server: start the tests by ./test, which installs (apt-get install postgresql) and starts one.");

    public static async Task<StoreFixture> CreateAsync(DatabaseKind kind)
    {
        var fixture = new StoreFixture(kind);
        Directory.CreateDirectory(fixture.Bills);
        if (fixture._postgresDatabase is { } name)
            await ExecuteOnServerAsync($"CREATE DATABASE \"{name}\"");
        await fixture.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
        var tenants = fixture.Services.GetRequiredService<ITenantDirectory>();
        await tenants.SaveAsync(new Tenant("pscoe", "7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "PSCoE"), default);
        await tenants.SaveAsync(new Tenant("acme", "0f4c2c9a-54f1-4f57-9a53-2f9f6c6f1e02", "ACME"), default);
        return fixture;
    }

    public void Write(string name, string json) => File.WriteAllText(Path.Combine(Bills, name), json);

    public ValueTask<CostCollection> CollectAsync(string key, ICostSource? source = null) => Collector.CollectAsync(key, source ?? Source, TestContext.Current.CancellationToken);

    /// <summary>All of a tenant's cost, from the daily sums, after checking that they equal the sums of the lines.</summary>
    public async Task<decimal> TotalAsync(string tenant = "pscoe")
    {
        await using var connection = await Services.GetRequiredService<IDatabase>().OpenAsync(default);
        var fromLines = await connection.QueryAsync<(string, string, long, string, long, long)>("""
            SELECT tenant, currency, CAST(charge_day AS BIGINT), service_category, CAST(SUM(cost) AS BIGINT), COUNT(*)
            FROM cost_lines GROUP BY tenant, currency, charge_day, service_category
            """);
        var daily = (await connection.QueryAsync<(string Tenant, string, long, string, long Cost, long)>(
            "SELECT tenant, currency, CAST(day AS BIGINT), service_category, cost, lines FROM cost_daily")).ToList();
        Assert.Equal(fromLines.Order(), daily.Order());
        return daily.Where(d => d.Tenant == tenant).Sum(d => d.Cost) / 1_000_000m;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_postgresDatabase is { } name)
            await ExecuteOnServerAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        _folder.Dispose();
    }

    private static async Task ExecuteOnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

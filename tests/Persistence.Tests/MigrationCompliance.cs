using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Persistence;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What the migrator, the health check and the shared database promise, on any database.</summary>
public abstract class MigrationCompliance<TStores> where TStores : DatabaseFixture, new()
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var stores = new TStores();
        await stores.InitializeAsync();
        var before = await VersionsAsync(stores);

        await stores.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);

        Assert.NotEmpty(before);
        Assert.Equal(before, await VersionsAsync(stores));
    }

    [Fact]
    public async Task Several_processes_may_migrate_an_empty_database_at_once()
    {
        await using var stores = new TStores();
        await stores.CreateEmptyAsync();
        var processes = Enumerable.Range(0, 4).Select(_ => stores.NewServices()).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel), Cancel)));

        foreach (var process in processes)
        {
            Assert.Equal(new DatabaseHealth(stores.Database.Kind, IsHealthy: true, Error: null), await process.GetRequiredService<IDatabaseHealthCheck>().CheckAsync(Cancel));
            await process.DisposeAsync();
        }

        var versions = await VersionsAsync(stores);
        Assert.Equal(versions.Distinct(), versions);
    }

    [Fact]
    public async Task A_database_without_its_tables_is_not_healthy()
    {
        await using var stores = new TStores();
        await stores.CreateEmptyAsync();

        var health = await stores.Services.GetRequiredService<IDatabaseHealthCheck>().CheckAsync(Cancel);

        Assert.False(health.IsHealthy);
        Assert.Contains("instances", health.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_take_turns_and_a_rolled_back_one_leaves_nothing()
    {
        await using var stores = new TStores();
        await stores.InitializeAsync();
        var database = stores.Database;

        async Task<bool> Write(int number)
        {
            await using var connection = await database.OpenAsync(Cancel);
            await using var transaction = await database.BeginWriteAsync(connection, Cancel);
            await connection.ExecuteAsync(
                "INSERT INTO documents (collection, tenant, id, revision, updated_at, json) VALUES ('n', '', @id, 1, 0, '{}')", new { id = $"{number}" }, transaction);
            if (number % 2 == 0)
                await transaction.CommitAsync(Cancel);
            return true;
        }

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => Write(number), Cancel)));

        await using var reader = await database.OpenAsync(Cancel);
        Assert.Equal(20, await reader.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM documents"));
    }

    [Fact]
    public async Task An_older_schema_comes_up_to_date_with_its_data()
    {
        await using var stores = new TStores();
        await stores.InitializeAsync();
        var summary = Make.Summary();
        await stores.Workflows.CommitAsync(Make.Commit(summary, state: "[7]") with { BookmarksAdded = [Make.Bookmark()] }, Cancel);
        var journal = Enumerable.Range(1, 150).Select(sequence => Make.Journal(summary.Id, sequence)).ToList();
        await OlderSchema.RestoreAsync(stores.Database, journal, Cancel);

        await stores.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);

        var first = await stores.Workflows.ListJournalAsync(summary.Id, 0, 100, Cancel);
        var second = await stores.Workflows.ListJournalAsync(summary.Id, 100, 100, Cancel);
        Assert.Equal((150, 150), (first.TotalCount, second.TotalCount));
        Assert.Equal(journal, first.Items.Concat(second.Items));
        Assert.Equal(summary, await stores.Workflows.FindSummaryAsync(summary.Id, Cancel));
        Assert.Equal(CommitOutcome.Committed, await stores.Workflows.CommitAsync(Make.Commit(summary, 1) with { Journal = [Make.Journal(summary.Id, 151)] }, Cancel));
        Assert.Equal(151, (await stores.Workflows.ListJournalAsync(summary.Id, 0, 1, Cancel)).TotalCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_of_stimuli_from_before_their_present_form_are_remembered(bool hasKeys)
    {
        await using var stores = new TStores();
        await stores.InitializeAsync();
        if (hasKeys)
            await stores.Workflows.CommitAsync(Make.Commit() with { IdempotencyKey = "earlier" }, Cancel);
        await using (var connection = await stores.Database.OpenAsync(Cancel))
            await connection.ExecuteAsync("DELETE FROM schema_versions WHERE version = 2026112621");

        await stores.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);

        var remembered = await stores.Services.GetRequiredService<IDocumentStore>().FindAsync<Dictionary<string, object?>>("stimulus-keys", "", "earlier-forms", Cancel);
        Assert.Equal(hasKeys, remembered is not null);
    }

    private static async Task<IReadOnlyList<long>> VersionsAsync(TStores stores)
    {
        await using var connection = await stores.Database.OpenAsync(Cancel);
        return [.. await connection.QueryAsync<long>("SELECT version FROM schema_versions ORDER BY version")];
    }
}

public sealed class SqliteMigrations : MigrationCompliance<SqliteStores>
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("a.db", "Host=db")]
    public void Exactly_one_database_must_be_named(string? path, string? connectionString)
    {
        using var services = new ServiceCollection().AddOrchestratorPersistence(options =>
        {
            options.SqlitePath = path;
            options.PostgresConnectionString = connectionString;
        }).BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PersistenceOptions>>().Value);
        Assert.Contains("PostgresConnectionString", fault.Message, StringComparison.Ordinal);
    }
}

public sealed class PostgresMigrations : MigrationCompliance<PostgresStores>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_are_compared_byte_by_byte_and_searches_have_their_indices()
    {
        await using var stores = new PostgresStores();
        await stores.InitializeAsync();

        await AssertIdsAndIndicesAsync(stores);
    }

    [Fact]
    public async Task A_database_that_was_made_without_them_gets_them()
    {
        await using var stores = new PostgresStores();
        await stores.InitializeAsync();
        await using (var connection = await stores.Database.OpenAsync(Cancel))
        {
            await connection.ExecuteAsync("""
                DROP INDEX ix_instances_name;
                DROP INDEX ix_instances_correlation;
                ALTER TABLE instances ALTER COLUMN id TYPE text COLLATE "default";
                ALTER TABLE idempotency_keys ALTER COLUMN key TYPE text COLLATE "default";
                DELETE FROM schema_versions WHERE version = 2026112622;
                """);
        }

        await stores.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);

        await AssertIdsAndIndicesAsync(stores);
    }

    private static async Task AssertIdsAndIndicesAsync(PostgresStores stores)
    {
        await using var connection = await stores.Database.OpenAsync(Cancel);
        string[] tables = ["definitions", "instances", "instance_states", "bookmarks", "journal_chunks", "incidents", "effects", "outbox", "idempotency_keys", "schedules", "documents"];
        var others = await connection.QueryAsync<string>(
            """
            SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_name = ANY(@tables) AND column_name IN ('id', 'key', 'instance_id')
                AND collation_name IS DISTINCT FROM 'C'
            """,
            new { tables });
        var indices = await connection.QueryAsync<string>("SELECT indexname FROM pg_indexes WHERE tablename = 'instances'");

        Assert.Empty(others);
        Assert.Superset(new HashSet<string> { "ix_instances_name", "ix_instances_correlation", "ix_instances_definition", "ix_instances_created" }, indices.ToHashSet());
    }
}

using Orchestrator.Persistence;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Torture;

/// <summary>Looks into the database after the last process has ended.</summary>
internal static class TortureDatabaseCheck
{
    private const string Orphans = "SELECT COUNT(*) FROM bookmarks b LEFT JOIN instances i ON i.id = b.instance_id WHERE i.id IS NULL OR i.status = 1";

    private const string Breaks = """
        SELECT COUNT(*) FROM (
            SELECT first_sequence, LAG(last_sequence, 1, 0) OVER (PARTITION BY instance_id ORDER BY first_sequence) AS before FROM journal_chunks) AS c
        WHERE first_sequence <> before + 1
        """;

    public static async Task<TortureChecks> AddAsync(TortureChecks checks, TortureOptions options, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddOrchestratorPersistence(persistence =>
        {
            persistence.PostgresConnectionString = options.Db;
            persistence.SqlitePath = options.Db is null ? Path.Combine(options.Data!, "orchestrator.db") : null;
        }).BuildServiceProvider();
        await using var connection = await services.GetRequiredService<IDatabase>().OpenAsync(cancellationToken);
        return checks with
        {
            OrphanBookmarks = await CountAsync(Orphans),
            JournalBreaks = await CountAsync(Breaks),
            UnsentMessages = await CountAsync("SELECT COUNT(*) FROM outbox"),
        };

        async Task<long> CountAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

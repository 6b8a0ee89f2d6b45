using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

/// <summary>The store on SQLite and PostgreSQL.</summary>
internal sealed class SqlCostStore(IDatabase database, TimeProvider time) : ICostStore
{
    private readonly CostSql _sql = new(database.Kind);

    public async ValueTask<CostCollection> BeginAsync(string key, string source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var transaction = await database.BeginWriteAsync(connection, cancellationToken))
        {
            var values = new { key, source, now = Now() };
            await connection.ExecuteAsync(new CommandDefinition(CostSql.BeginCollection, values, transaction, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }

        return await FindAsync(connection, key, cancellationToken) ?? throw new InvalidOperationException($"Collection '{key}' was deleted while it began.");
    }

    public async ValueTask<CostCollection> SaveAsync(CostCollection collection, IReadOnlyList<CostLine> lines, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        if (database.Kind == DatabaseKind.PostgreSql)
            await ExecuteAsync(CostSql.LockPostgreSql, null);
        var known = await connection.QueryAsync<CostLineRow>(
            new CommandDefinition(_sql.FindLines, new { batch = CostBatch.OfLines(lines) }, transaction, cancellationToken: cancellationToken));
        var changes = new CostChanges(collection.Id, lines, known);
        if (changes.Changed.Count > 0)
            await ExecuteAsync(_sql.UpsertLines, new { batch = CostBatch.OfLines(changes.Changed), collection = collection.Id, now = Now() });
        if (changes.Deltas.Count > 0)
            await ExecuteAsync(_sql.AddToDaily, new { batch = CostBatch.OfDeltas(changes.Deltas) });
        foreach (var tenant in changes.TenantsThatLostLines)
            await ExecuteAsync(CostSql.DeleteEmptyDays, new { tenant });
        var counted = collection with
        {
            Lines = collection.Lines + lines.Count,
            Inserted = collection.Inserted + changes.Inserted,
            Updated = collection.Updated + changes.Updated,
            Unchanged = collection.Unchanged + lines.Count - changes.Inserted - changes.Updated,
        };
        await ExecuteAsync(CostSql.CountCollection, new { counted.Lines, counted.Inserted, counted.Updated, counted.Unchanged, counted.Id });
        await transaction.CommitAsync(cancellationToken);
        return counted;

        Task<int> ExecuteAsync(string sql, object? values) =>
            connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));
    }

    public async ValueTask<CostCollection> FinishAsync(CostCollection collection, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var now = Now();
        var faults = collection.Faults.Count == 0 ? null : JsonSerializer.Serialize(collection.Faults, PlainJson.Options);
        var values = new { status = collection.Status.ToString(), now, faulty = collection.Faulty, faults, error = collection.Error, id = collection.Id };
        await connection.ExecuteAsync(new CommandDefinition(CostSql.FinishCollection, values, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return collection with { FinishedAt = DatabaseTime.FromDatabase(now) };
    }

    public async ValueTask<CostCollection?> FindCollectionAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindAsync(connection, key, cancellationToken);
    }

    public async ValueTask<DateTimeOffset?> LastCollectedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var last = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(CostSql.LastCollected, cancellationToken: cancellationToken));
        return last is { } found ? DatabaseTime.FromDatabase(found) : null;
    }

    public async ValueTask<IReadOnlyList<string>> ListCurrenciesAsync(string tenant, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { tenant, from = DayNumber.Of(from), to = DayNumber.Of(to) };
        return (await connection.QueryAsync<string>(new CommandDefinition(CostSql.Currencies, values, cancellationToken: cancellationToken))).AsList();
    }

    public async ValueTask<IReadOnlyList<DailyCost>> ListDailyAsync(string tenant, string currency, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { tenant, currency, from = DayNumber.Of(from), to = DayNumber.Of(to) };
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(CostSql.Daily, values, cancellationToken: cancellationToken));
        var days = new List<DailyCost>();
        while (await reader.ReadAsync(cancellationToken))
            days.Add(new DailyCost(DayNumber.ToDay(Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)), reader.GetString(1), reader.GetInt64(2)));
        return days;
    }

    public async ValueTask<Page<StoredCostLine>> ListLinesAsync(CostLineFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new
        {
            tenant = filter.Tenant,
            from = DayNumber.Of(filter.From),
            to = DayNumber.Of(filter.To),
            service = filter.ServiceCategory,
            take = filter.PageSize,
            skip = (long)filter.Page * filter.PageSize,
        };
        var count = await connection.ExecuteScalarAsync<long>(new CommandDefinition(CostSql.CountLines, values, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<CostLineRow>(new CommandDefinition(CostSql.ListLines, values, cancellationToken: cancellationToken));
        return new Page<StoredCostLine>([.. rows.Select(r => r.ToStored())], count);
    }

    private static async ValueTask<CostCollection?> FindAsync(DbConnection connection, string key, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<CostCollectionRow>(new CommandDefinition(CostSql.FindCollection, new { key }, cancellationToken: cancellationToken));
        return row?.ToCollection();
    }

    private long Now() => DatabaseTime.ToDatabase(time.GetUtcNow());
}

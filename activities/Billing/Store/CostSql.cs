using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Billing;

/// <summary>The statements. The databases differ only in how a JSON array becomes rows.</summary>
internal sealed class CostSql(DatabaseKind kind)
{
    public const string LineColumns =
        "tenant, source, line_id, charge_day, charge_start, charge_end, service_category, service_name, resource_id, resource_name, quantity, unit, cost, currency, tags";

    public const string BeginCollection = """
        INSERT INTO cost_collections (key, source, status, started_at) VALUES (@key, @source, 'Running', @now)
        ON CONFLICT (key) DO UPDATE SET status = 'Running', finished_at = NULL, error = NULL WHERE cost_collections.status = 'Failed'
        """;

    private const string CollectionColumns = """
        SELECT id AS Id, key AS Key, source AS Source, status AS Status, started_at AS StartedAt, finished_at AS FinishedAt, lines AS Lines, inserted AS Inserted,
               updated AS Updated, unchanged AS Unchanged, faulty AS Faulty, faults AS Faults, error AS Error
        FROM cost_collections
        """;

    public const string FindCollection = CollectionColumns + " WHERE key = @key";

    public const string CountCollection = """
        UPDATE cost_collections SET lines = @Lines, inserted = @Inserted, updated = @Updated, unchanged = @Unchanged WHERE id = @Id
        """;

    public const string FinishCollection = """
        UPDATE cost_collections SET status = @status, finished_at = @now, faulty = @faulty, faults = @faults, error = @error WHERE id = @id
        """;

    public const string LastCollected = "SELECT MAX(finished_at) FROM cost_collections WHERE status <> 'Failed'";

    public const string Currencies = """
        SELECT currency FROM cost_daily WHERE tenant = @tenant AND day BETWEEN @from AND @to GROUP BY currency ORDER BY SUM(lines) DESC, currency
        """;

    public const string Daily = """
        SELECT day AS Day, service_category AS ServiceCategory, cost AS Cost FROM cost_daily
        WHERE tenant = @tenant AND currency = @currency AND day BETWEEN @from AND @to ORDER BY day, service_category
        """;

    public const string CountLines = """
        SELECT CAST(COALESCE(SUM(lines), 0) AS BIGINT) FROM cost_daily
        WHERE tenant = @tenant AND day BETWEEN @from AND @to AND (@service IS NULL OR service_category = @service)
        """;

    public const string ListLines = "SELECT " + LineAliases + """
         FROM cost_lines l WHERE l.tenant = @tenant AND l.charge_day BETWEEN @from AND @to AND (@service IS NULL OR l.service_category = @service)
        ORDER BY l.charge_day DESC, l.source DESC, l.line_id DESC LIMIT @take OFFSET @skip
        """;

    /// <summary>One collection writes at a time, so that what it read of the lines is still true when it writes. SQLite has one writer anyway.</summary>
    public const string LockPostgreSql = "SELECT pg_advisory_xact_lock(7164021843)";

    private const string LineAliases = """
        l.tenant AS Tenant, l.source AS Source, l.line_id AS LineId, l.charge_day AS ChargeDay, l.charge_start AS ChargeStart, l.charge_end AS ChargeEnd,
        l.service_category AS ServiceCategory, l.service_name AS ServiceName, l.resource_id AS ResourceId, l.resource_name AS ResourceName, l.quantity AS Quantity,
        l.unit AS Unit, l.cost AS Cost, l.currency AS Currency, l.tags AS Tags, l.revision AS Revision, l.first_collection AS FirstCollection,
        l.last_collection AS LastCollection, l.collected_at AS CollectedAt
        """;

    private readonly string _batch = kind == DatabaseKind.Sqlite ? "json_each(@batch) AS e" : "jsonb_array_elements(CAST(@batch AS jsonb)) AS e(value)";

    public string FindLines => $"""
        SELECT {LineAliases} FROM {_batch}
        JOIN cost_lines l ON l.tenant = (e.value ->> 0) AND l.source = (e.value ->> 1) AND l.line_id = (e.value ->> 2)
        """;

    public string UpsertLines => $"""
        INSERT INTO cost_lines ({LineColumns}, revision, first_collection, last_collection, collected_at)
        SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2, CAST(e.value ->> 3 AS INTEGER), CAST(e.value ->> 4 AS BIGINT), CAST(e.value ->> 5 AS BIGINT),
               e.value ->> 6, e.value ->> 7, e.value ->> 8, e.value ->> 9, CAST(e.value ->> 10 AS BIGINT), e.value ->> 11,
               CAST(e.value ->> 12 AS BIGINT), e.value ->> 13, e.value ->> 14, 1, @collection, @collection, @now
        FROM {_batch} WHERE true
        ON CONFLICT (tenant, source, line_id) DO UPDATE SET charge_day = excluded.charge_day, charge_start = excluded.charge_start, charge_end = excluded.charge_end,
            service_category = excluded.service_category, service_name = excluded.service_name, resource_id = excluded.resource_id,
            resource_name = excluded.resource_name, quantity = excluded.quantity, unit = excluded.unit, cost = excluded.cost, currency = excluded.currency,
            tags = excluded.tags, revision = cost_lines.revision + 1, last_collection = excluded.last_collection, collected_at = excluded.collected_at
        """;

    public string AddToDaily => $"""
        INSERT INTO cost_daily (tenant, currency, day, service_category, cost, lines)
        SELECT e.value ->> 0, e.value ->> 1, CAST(e.value ->> 2 AS INTEGER), e.value ->> 3, CAST(e.value ->> 4 AS BIGINT), CAST(e.value ->> 5 AS BIGINT)
        FROM {_batch} WHERE true
        ON CONFLICT (tenant, currency, day, service_category) DO UPDATE SET cost = cost_daily.cost + excluded.cost, lines = cost_daily.lines + excluded.lines
        """;

    public const string DeleteEmptyDays = "DELETE FROM cost_daily WHERE tenant = @tenant AND lines = 0";
}

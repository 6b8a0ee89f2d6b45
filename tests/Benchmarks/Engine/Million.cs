using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>The real server over a database in which a million instances have finished and ten thousand wait: its start, and lists by every filter over REST.</summary>
internal sealed class Million : IBenchmark
{
    private const int Finished = 1_000_000;
    private const int Waiting = 10_000;
    private const int Rounds = 5;
    private const int ListRounds = 20;

    /// <summary>Copies of one real instance, different in what lists filter and order by.</summary>
    private const string Copies = """
        INSERT INTO instances (id, tenant, definition_id, definition_version_id, version, definition_name, status, sub_status, correlation_id, name, parent_instance_id,
            incident_count, created_at, updated_at, finished_at, revision)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
        SELECT 'copy-' || i, CASE i % 3 WHEN 0 THEN '' WHEN 1 THEN 'pscoe' ELSE 'acme' END, s.definition_id, s.definition_version_id, s.version, s.definition_name,
            s.status, CASE WHEN i % 100 = 0 THEN 5 ELSE s.sub_status END, CASE WHEN i % 10 = 0 THEN 'order-' || i ELSE NULL END,
            CASE WHEN i % 10 = 1 THEN 'Run ' || i ELSE NULL END, CASE WHEN i % 50 = 0 THEN 'copy-' || (i - 1) ELSE NULL END, CASE WHEN i % 100 = 0 THEN 1 ELSE 0 END,
            s.created_at - CAST(i AS bigint) * 1000000, s.updated_at - CAST(i AS bigint) * 1000000, s.finished_at - CAST(i AS bigint) * 1000000, s.revision
        FROM n CROSS JOIN instances s WHERE s.id = '{1}'
        """;

    private const string States = "INSERT INTO instance_states (instance_id, state) SELECT i.id, s.state FROM instances i CROSS JOIN instance_states s WHERE i.id LIKE 'copy-%' AND s.instance_id = '{1}'";

    private const string Journals = """
        INSERT INTO journal_chunks (instance_id, first_sequence, last_sequence, entries)
        SELECT i.id, s.first_sequence, s.last_sequence, s.entries FROM instances i CROSS JOIN journal_chunks s WHERE i.id LIKE 'copy-%' AND s.instance_id = '{1}'
        """;

    private static readonly string[] s_filters =
    [
        "", "page=100", "status=Running", "status=Finished", "subStatus=Suspended", "subStatus=Faulted", "subStatus=Finished", "hasIncidents=true", "hasIncidents=false",
        "definitionId=short", "definitionId=suspend", "definitionId=none", "tenant=pscoe", "tenant=acme&status=Finished", "tenant=acme&subStatus=Faulted",
        "correlationId=order-777770", "search=order-7", "search=Run 1", "search=copy-9", "search=nothing", "search=short", "orderBy=LastExecuted", "orderBy=Finished",
        "orderBy=Name", "orderBy=Name asc&status=Finished", "orderBy=Created asc", "definitionId=short&tenant=acme&orderBy=LastExecuted",
    ];

    public string Name => "engine-million";

    public string Description => "Start of the server and lists over REST with 1,000,000 finished and 10,000 suspended instances";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            var folder = Path.Combine(context.Folder, $"million-{database}");
            Directory.CreateDirectory(folder);
            var finished = (int)(Finished * Math.Clamp(context.Scale, 0.01, 1));
            var postgres = await FillAsync(database, folder, finished, cancellationToken);
            await using (await ServerProcess.StartAsync(folder, postgres, cancellationToken))
            {
                // The first start makes users and built-in workflows.
            }

            var starts = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                await using var server = await ServerProcess.StartAsync(folder, postgres, cancellationToken);
                starts.Add(server.StartTime.TotalSeconds);
                if (round == Rounds - 1)
                    await ListAsync(context, server.Client, $"{finished:N0} finished, {database}", cancellationToken);
            }

            context.Report($"start with {finished:N0} finished and {Waiting:N0} suspended, {database}", Spread.Of(starts), "s", target: Target.AtMost(3));
        }
    }

    private static async Task<string?> FillAsync(string database, string folder, int finished, CancellationToken cancellationToken)
    {
        var name = $"bench_million_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
        var persistence = database == "SQLite" ? Stage.Sqlite(Path.Combine(folder, "orchestrator.db")) : await Stage.PostgresAsync(name, cancellationToken);
        await using var engine = await EngineHost.StartAsync(persistence, null, cancellationToken);
        var sample = await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Short }, cancellationToken);
        foreach (var sql in new[] { Copies, States, Journals })
            await engine.CountAsync(string.Format(CultureInfo.InvariantCulture, sql, finished, sample.InstanceId), cancellationToken);
        await Parallel.ForAsync(
            0,
            Waiting,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
            async (_, cancel) => await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Suspend }, cancel));
        if (database == "SQLite")
            return null;
        await engine.CountAsync("ANALYZE", cancellationToken); // As autovacuum does after a while.
        return new NpgsqlConnectionStringBuilder(BenchmarkContext.Postgres) { Database = name }.ConnectionString;
    }

    private static async Task ListAsync(BenchmarkContext context, HttpClient client, string what, CancellationToken cancellationToken)
    {
        var all = new List<double>();
        var (slowest, worst) = ("", 0.0);
        foreach (var filter in s_filters)
        {
            var times = new List<double>();
            for (var round = 0; round <= ListRounds; round++)
            {
                var since = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(new Uri($"/api/v1/instances?{filter}", UriKind.Relative), cancellationToken);
                answer.EnsureSuccessStatusCode();
                if (round > 0)
                    times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }

            all.AddRange(times);
            var median = Spread.Of(times).Median;
            if (median > worst)
                (slowest, worst) = (filter, median);
        }

        context.Report($"list of instances, {s_filters.Length} filters, {what}, p50", Spread.Percentile(all, 0.5), "ms");
        context.Report($"list of instances, {s_filters.Length} filters, {what}, p99", Spread.Percentile(all, 0.99), "ms", target: Target.AtMost(50));
        context.Report($"list of instances, slowest filter '{slowest}', {what}, p50", worst, "ms");
    }
}

using Npgsql;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Persistence;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>The engine and the raw writer side by side on one disk, on SQLite or PostgreSQL.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(EngineHost engine, RawWriter raw)
    {
        Engine = engine;
        Raw = raw;
    }

    public EngineHost Engine { get; }

    public RawWriter Raw { get; }

    /// <summary>The databases that can be measured here.</summary>
    public static IEnumerable<string> Databases => BenchmarkContext.Postgres is null ? ["SQLite"] : ["SQLite", "PostgreSQL"];

    /// <param name="database">SQLite or PostgreSQL.</param>
    /// <param name="context">Where the data goes.</param>
    public static async Task<Stage> OpenAsync(string database, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var name = $"bench_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
        var persistence = await PersistenceAsync(database, name, context, cancellationToken);
        var engine = await EngineHost.StartAsync(persistence, null, cancellationToken);
        var sample = await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Short }, cancellationToken);
        var shape = await CommitShape.ReadAsync(engine.Database, sample.InstanceId!, cancellationToken);
        RawWriter raw = database == "SQLite"
            ? new RawSqliteWriter(Path.Combine(context.Folder, $"{name}-raw.db"), shape)
            : await RawPostgresWriter.OpenAsync(BenchmarkContext.Postgres!, shape);
        return new Stage(engine, raw);
    }

    /// <summary>An empty database of this name: a file in the benchmark's folder, or one that is made on the private server.</summary>
    /// <param name="database">SQLite or PostgreSQL.</param>
    public static async Task<Action<PersistenceOptions>> PersistenceAsync(string database, string name, BenchmarkContext context, CancellationToken cancellationToken) =>
        database == "SQLite" ? Sqlite(Path.Combine(context.Folder, $"{name}.db")) : await PostgresAsync(name, cancellationToken);

    public static Action<PersistenceOptions> Sqlite(string file) => options => options.SqlitePath = file;

    /// <summary>Makes an empty database on the private server.</summary>
    public static async Task<Action<PersistenceOptions>> PostgresAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(BenchmarkContext.Postgres!);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync(cancellationToken);
        var connection = new NpgsqlConnectionStringBuilder(BenchmarkContext.Postgres) { Database = name }.ConnectionString;
        return options => options.PostgresConnectionString = connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Raw.DisposeAsync();
        await Engine.DisposeAsync();
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>The real runtime over a database, without the server.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost host;

    private EngineHost(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IWorkflowRuntime Runtime => Services.GetRequiredService<IWorkflowRuntime>();

    public IWorkflowStore Store => Services.GetRequiredService<IWorkflowStore>();

    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Size of the database: all pages of SQLite after a checkpoint, all files of PostgreSQL.</summary>
    public async Task<long> DiskBytesAsync(CancellationToken cancellationToken)
    {
        if (Database.Kind == DatabaseKind.PostgreSql)
            return await CountAsync("SELECT pg_database_size(current_database())", cancellationToken);
        return await CountAsync("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", cancellationToken);
    }

    public static async Task<EngineHost> StartAsync(Action<PersistenceOptions> persistence, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOrchestratorPersistence(persistence);
        configure?.Invoke(builder.Services);
        builder.Services.AddOrchestratorRuntime();
        var host = builder.Build();
        await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        await host.Services.GetRequiredService<RuntimeStarter>().StartAsync(Samples.All, cancellationToken);
        await host.StartAsync(cancellationToken);
        return new EngineHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}

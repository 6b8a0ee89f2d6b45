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

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Messaging;

/// <summary>The real runtime over a real database, with the messaging parts that a test adds.</summary>
internal sealed class MessagingHost : IAsyncDisposable
{
    private readonly IHost _host;

    private MessagingHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IWorkflowStore Store => Get<IWorkflowStore>();

    public static async Task<MessagingHost> StartAsync(Action<PersistenceOptions> database, Action<IServiceCollection> configure, params string[] definitions)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddOrchestratorPersistence(database);
        configure(builder.Services);
        builder.Services.AddOrchestratorRuntime();
        builder.Services.AddTenantApi();
        var host = builder.Build();
        await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await host.Services.GetRequiredService<RuntimeStarter>().StartAsync(definitions.Select((json, i) => ($"{i}.json", json)), CancellationToken.None);
        await host.StartAsync();
        return new MessagingHost(host);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async Task<IReadOnlyList<InstanceSummary>> InstancesAsync(string definitionId) =>
        (await Store.ListAsync(new InstanceFilter { DefinitionId = definitionId, PageSize = 500 }, CancellationToken.None)).Items;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

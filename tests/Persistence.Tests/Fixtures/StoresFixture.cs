using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>A migrated database of its own with the stores on it.</summary>
public abstract class StoresFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;

    public FakeTimeProvider Time { get; } = new(Start);

    public ServiceProvider Services => _services ?? throw new InvalidOperationException("The database is not open.");

    public IWorkflowStore Workflows => Services.GetRequiredService<IWorkflowStore>();

    public IDefinitionStore Definitions => Services.GetRequiredService<IDefinitionStore>();

    public IScheduleStore Schedules => Services.GetRequiredService<IScheduleStore>();

    public IDocumentStore Documents => Services.GetRequiredService<IDocumentStore>();

    public ITenantDirectory Tenants => Services.GetRequiredService<ITenantDirectory>();

    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public async ValueTask InitializeAsync()
    {
        await CreateEmptyAsync();
        await Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the database without its tables.</summary>
    public async ValueTask CreateEmptyAsync()
    {
        await CreateAsync();
        _services = NewServices();
    }

    /// <summary>A second set of services on the same database, as another process would have.</summary>
    public ServiceProvider NewServices(Action<PersistenceOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddOrchestratorPersistence(options =>
        {
            Use(options);
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    /// <summary>Closes everything and opens it again.</summary>
    public async Task ReopenAsync()
    {
        await Services.DisposeAsync();
        _services = NewServices();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an empty database.</summary>
    protected abstract Task CreateAsync();

    protected abstract void Use(PersistenceOptions options);

    protected abstract Task DropAsync();
}

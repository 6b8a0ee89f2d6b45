using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>A migrated database of its own with the stores on it.</summary>
public abstract class DatabaseFixture : StoresFixture
{
    public ITenantDirectory Tenants => Services.GetRequiredService<ITenantDirectory>();

    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    public override async ValueTask InitializeAsync()
    {
        await CreateEmptyAsync();
        await Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the database without its tables.</summary>
    public async ValueTask CreateEmptyAsync()
    {
        await CreateAsync();
        Open();
    }

    /// <summary>A second set of services on the same database, with other options.</summary>
    public ServiceProvider NewServices(Action<PersistenceOptions> configure) => Build(services => services.AddOrchestratorPersistence(options =>
    {
        Use(options);
        configure(options);
    }));

    protected override void AddStores(IServiceCollection services) => services.AddOrchestratorPersistence(Use);

    /// <summary>Makes an empty database.</summary>
    protected abstract Task CreateAsync();

    protected abstract void Use(PersistenceOptions options);
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Persistence.Commits;
using Orchestrator.Persistence.Databases;
using Orchestrator.Persistence.Definitions;
using Orchestrator.Persistence.Documents;
using Orchestrator.Persistence.Instances;
using Orchestrator.Persistence.Locks;
using Orchestrator.Persistence.Migrations;
using Orchestrator.Persistence.Operations;
using Orchestrator.Persistence.Schedules;
using Orchestrator.Persistence.Tenants;
using Orchestrator.Persistence.UserTasks;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Persistence;

/// <summary>Registers the stores.</summary>
public static class PersistenceServiceCollectionExtensions
{
    /// <summary>
    /// Adds the database (SQLite or PostgreSQL, as the options say), its stores, <see cref="IDatabaseMigrator"/> and <see cref="IDatabaseHealthCheck"/>.
    /// Run the migrator before anything uses a store. Disposing the provider writes the commits that wait and closes the database.
    /// </summary>
    public static IServiceCollection AddOrchestratorPersistence(this IServiceCollection services, Action<PersistenceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PersistenceOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<PersistenceOptions>, PersistenceOptionsValidator>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<Database>(provider => UsesPostgres(provider)
            ? provider.GetRequiredService<PostgresDatabase>()
            : provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton(new MigrationAssembly(typeof(CreateWorkflowTables).Assembly));
        services.AddSingleton<IDatabaseMigrator, DatabaseMigrator>();
        services.AddSingleton<IDatabaseHealthCheck, DatabaseHealthCheck>();

        services.AddSingleton(provider => new PersistenceInstruments(provider.GetService<IMeterFactory>()));
        services.AddSingleton<ICommitBatch>(provider => UsesPostgres(provider)
            ? new PostgresCommitBatch(provider.GetRequiredService<PostgresDatabase>())
            : new SqliteCommitBatch(provider.GetRequiredService<SqliteDatabase>()));
        services.AddSingleton<CommitWriter>();
        services.AddSingleton<IWorkflowStore, WorkflowStore>();
        services.AddSingleton<IJournalStore, JournalStore>();
        services.AddSingleton<IOperationStore, OperationStore>();
        services.AddSingleton<IRequestStore, RequestStore>();
        services.AddSingleton<IEffectStore, EffectStore>();
        services.AddSingleton<IDefinitionStore, DefinitionStore>();
        services.AddSingleton<IScheduleStore, ScheduleStore>();
        services.AddSingleton<IDocumentStore, DocumentStore>();
        services.AddSingleton<IUserTaskStore, UserTaskStore>();
        services.AddSingleton<ILockStore, LockStore>();
        services.AddSingleton<ITenantDirectory, TenantDirectory>();
        return services;
    }

    private static bool UsesPostgres(IServiceProvider provider) =>
        !string.IsNullOrWhiteSpace(provider.GetRequiredService<IOptions<PersistenceOptions>>().Value.PostgresConnectionString);
}

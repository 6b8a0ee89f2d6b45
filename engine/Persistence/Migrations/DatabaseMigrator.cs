using FluentMigrator.Runner;
using FluentMigrator.Runner.Conventions;
using FluentMigrator.Runner.VersionTableInfo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Migrations;

internal sealed partial class DatabaseMigrator(Database database, IEnumerable<MigrationAssembly> assemblies, ILoggerFactory loggers) : IDatabaseMigrator
{
    private readonly ILogger _logger = loggers.CreateLogger<DatabaseMigrator>();

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var turn = await MigrationLock.TakeAsync(database, cancellationToken);
        await using var services = BuildRunner();
        await using var scope = services.CreateAsyncScope();
        var runner = scope.ServiceProvider.GetRequiredService<IMigrationRunner>();
        var known = scope.ServiceProvider.GetRequiredService<IVersionLoader>().VersionInfo;
        var missing = runner.MigrationLoader.LoadMigrations().Keys.Where(version => !known.HasAppliedMigration(version)).ToList();
        if (missing.Count == 0)
        {
            UpToDate(known.Latest());
            return;
        }

        Migrating(missing.Count, missing[0], missing[^1]);
        runner.MigrateUp();
        Migrated(missing[^1]);
    }

    private ServiceProvider BuildRunner()
    {
        var services = new ServiceCollection()
            .AddSingleton(loggers)
            .AddLogging()
            .AddSingleton<IVersionTableMetaData, SchemaVersionTable>()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
            {
                switch (database)
                {
                    case SqliteDatabase sqlite:
                        runner.AddSQLite().WithGlobalConnectionString(sqlite.ConnectionString);
                        break;
                    case PostgresDatabase postgres:
                        runner.AddPostgres15_0().WithGlobalConnectionString(postgres.ConnectionString);
                        if (postgres.Schema is { } schema)
                            runner.Services.AddSingleton<IConventionSet>(new DefaultConventionSet(schema, workingDirectory: null));
                        break;
                }

                runner.ScanIn([.. assemblies.Select(assembly => assembly.Assembly).Distinct()]).For.Migrations();
            });
        return services.BuildServiceProvider();
    }
}

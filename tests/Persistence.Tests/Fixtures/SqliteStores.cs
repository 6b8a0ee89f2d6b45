using Orchestrator.Persistence;

namespace Orchestrator.Tests.Persistence;

/// <summary>SQLite in a temporary folder.</summary>
public sealed class SqliteStores : DatabaseFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");

    protected override Task CreateAsync() => Task.CompletedTask;

    protected override void Use(PersistenceOptions options) => options.SqlitePath = Path.Combine(_folder.FullName, "orchestrator.db");

    protected override Task DropAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Tests.Torture.Memory;

namespace Orchestrator.Tests.Persistence;

/// <summary>The stores in memory that the torture in process works on.</summary>
public sealed class MemoryStores : StoresFixture
{
    private readonly MemoryDatabase _database = new();

    protected override void AddStores(IServiceCollection services) => services.AddMemoryStores(_database);

    protected override Task DropAsync() => Task.CompletedTask;
}

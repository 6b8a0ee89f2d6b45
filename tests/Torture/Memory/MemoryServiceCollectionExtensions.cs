using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Memory;

public static class MemoryServiceCollectionExtensions
{
    /// <summary>The stores that the runtime needs, over a database in memory.</summary>
    public static IServiceCollection AddMemoryStores(this IServiceCollection services, MemoryDatabase database) => services
        .AddSingleton(database)
        .AddSingleton<IWorkflowStore, MemoryWorkflowStore>()
        .AddSingleton<IDefinitionStore, MemoryDefinitionStore>()
        .AddSingleton<IScheduleStore, MemoryScheduleStore>()
        .AddSingleton<IDocumentStore, MemoryDocumentStore>();
}

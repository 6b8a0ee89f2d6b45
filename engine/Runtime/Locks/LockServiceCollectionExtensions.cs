using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Runtime.Locks;

internal static class LockServiceCollectionExtensions
{
    /// <summary>Adds named locks.</summary>
    public static IServiceCollection AddLocks(this IServiceCollection services)
    {
        services.TryAddSingleton<LockSignal>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, LockReleaseHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, LockConfirmHandler>());
        services.AddHostedService<LockService>();
        return services;
    }
}

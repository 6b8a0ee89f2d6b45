using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Runtime.Tasks;

internal static class UserTaskServiceCollectionExtensions
{
    /// <summary>Adds tasks of people.</summary>
    public static IServiceCollection AddUserTasks(this IServiceCollection services)
    {
        services.TryAddSingleton<IUserTasks, UserTasks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, UserTaskOutboxHandler>());
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Runtime.Api;

public static class ApiServiceCollectionExtensions
{
    /// <summary>Adds the tenant API: dispatcher of the registered <see cref="ApiRoute"/>s and replies to HTTP requests that wait in this process.</summary>
    public static IServiceCollection AddTenantApi(this IServiceCollection services)
    {
        services.TryAddSingleton<IApiReplies, ApiReplies>();
        services.TryAddSingleton<ApiRoutes>();
        services.TryAddSingleton<RightsCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiRouteSource, VcdApiRoutes>());
        services.AddSingleton(RunRoute.Create());
        services.TryAddSingleton<IApiDispatcher, ApiDispatcher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, HttpReplyOutboxHandler>());
        return services;
    }
}

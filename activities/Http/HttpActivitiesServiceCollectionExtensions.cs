using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

public static class HttpActivitiesServiceCollectionExtensions
{
    /// <summary>Adds the HTTP activities. The door that hands requests to <see cref="HttpEndpoint"/> belongs to the server.</summary>
    public static IServiceCollection AddHttpActivities(this IServiceCollection services)
    {
        services.AddActivitiesFrom<HttpEndpoint>();
        services.TryAddSingleton<HttpExchanges>();
        services.TryAddSingleton<KeptDownloads>();
        services.AddHttpClient(HttpSender.ClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(100);
            client.MaxResponseContentBufferSize = 16 * 1024 * 1024;
        });
        return services;
    }
}

using Orchestrator.Runtime;

namespace Orchestrator.Server.Health;

internal static class HealthServiceCollectionExtensions
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ReadinessGate>();
        services.AddSingleton<IReadinessPart>(provider => provider.GetRequiredService<ReadinessGate>());
        services.AddSingleton<IReadinessPart, DatabaseReadiness>();
        services.AddHostedService<ReadinessCloser>();
        return services;
    }
}

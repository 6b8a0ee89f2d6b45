using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Workflows;

public static class ActivityServiceCollectionExtensions
{
    /// <summary>Adds all public activities of an assembly to the registry.</summary>
    public static IServiceCollection AddActivitiesFrom<TMarker>(this IServiceCollection services) =>
        services.AddSingleton(new ActivityAssembly(typeof(TMarker).Assembly));
}

using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Workflows;

public static class ActivityServiceCollectionExtensions
{
    /// <summary>Adds all public activities of an assembly to the registry.</summary>
    public static IServiceCollection AddActivitiesFrom<TMarker>(this IServiceCollection services) =>
        services.AddSingleton(new ActivityAssembly(typeof(TMarker).Assembly));

    /// <summary>Adds a workflow written in code. It is published, read-only, when the host starts.</summary>
    public static IServiceCollection AddWorkflow<T>(this IServiceCollection services) where T : class, IWorkflow =>
        services.AddSingleton(new WorkflowRegistration(typeof(T).Name, provider => ActivatorUtilities.CreateInstance<T>(provider)));
}

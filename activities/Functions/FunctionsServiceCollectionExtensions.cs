using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Activities.Functions;
using Orchestrator.Activities.Functions.Api;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Executors.Docker;
using Orchestrator.Activities.Functions.Executors.Embedded;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

public static class FunctionsServiceCollectionExtensions
{
    /// <summary>
    /// Adds functions: their store, executors, activities and routes of the tenant API. Needs <c>IDocumentStore</c>, <c>ISecretProtector</c>, <c>IIdGenerator</c>,
    /// <c>DataFolder</c> and <c>TimeProvider</c>.
    /// </summary>
    public static IServiceCollection AddFunctions(this IServiceCollection services, Action<FunctionsOptions>? configure = null)
    {
        services.AddOptions<FunctionsOptions>().Configure(options => configure?.Invoke(options)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FunctionSecrets>();
        services.AddSingleton<IFunctionStore, FunctionStore>();
        services.AddSingleton<FunctionFolder>();
        services.AddEmbeddedExecutor();
        services.AddDockerExecutor();
        services.AddSingleton<IFunctionExecutors, FunctionExecutors>();
        services.AddActivitiesFrom<FunctionsOptions>();
        foreach (var route in FunctionRoutes.All())
            services.AddSingleton(route);
        return services;
    }

    private static void AddEmbeddedExecutor(this IServiceCollection services)
    {
        services.AddSingleton<SandboxThreads>();
        services.AddSingleton<EmbeddedExecutor>();
    }

    private static void AddDockerExecutor(this IServiceCollection services)
    {
        services.AddSingleton<DockerEngine>();
        services.AddSingleton<DockerNames>();
        services.AddSingleton<RunFolder>();
        services.AddSingleton<NodeBaseImage>();
        services.AddSingleton<FunctionImages>();
        services.AddSingleton<FunctionContainers>();
        services.AddSingleton<ContainerStarter>();
        services.AddSingleton<DockerExecutor>();
        services.AddSingleton<DockerSweeper>();
        services.AddHostedService<FunctionsMaintenance>();
    }
}

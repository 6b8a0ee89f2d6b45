using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Runtime.Operations;

internal static class OperationsServiceCollectionExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton<IIntake, Intake>();
        services.TryAddSingleton<ActivationGate>();
        services.TryAddSingleton<WaitReporter>();
        services.TryAddSingleton<IInstanceOperations, InstanceOperations>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessPart, IntakeReadiness>());
        services.AddHostedService<CancellationWatcher>();
        return services;
    }
}

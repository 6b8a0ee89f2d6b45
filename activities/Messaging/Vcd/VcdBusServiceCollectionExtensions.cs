using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Activities.Messaging.Vcd.Events;

namespace Orchestrator.Activities.Messaging.Vcd;

internal static class VcdBusServiceCollectionExtensions
{
    /// <summary>What the transports of vCD's bus share; added by each of them.</summary>
    public static IServiceCollection AddVcdBus(this IServiceCollection services)
    {
        services.AddOptions<VcdBusOptions>().BindConfiguration("VcdBus").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<VcdCallers>();
        services.TryAddSingleton<AnswerClaims>();
        services.TryAddSingleton<VcdApiHandler>();
        services.TryAddSingleton<VcdEventDispatcher>();
        return services;
    }
}

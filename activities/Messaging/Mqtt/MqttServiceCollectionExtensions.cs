using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestrator.Activities.Messaging.Vcd;
using Orchestrator.Activities.Messaging.Vcd.Behaviors;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Mqtt;

public static class MqttServiceCollectionExtensions
{
    /// <summary>
    /// Adds vCD's own MQTT bus (off unless <see cref="MqttOptions.IsEnabled"/>): its API extension in front of the tenant API, behaviours, and its notifications. Needs
    /// <see cref="Runtime.Api.IVcdBusAccess"/>. A bus that is away does not keep the host from starting.
    /// </summary>
    public static IServiceCollection AddVcdMqtt(this IServiceCollection services, Action<MqttOptions>? configure = null)
    {
        services.AddOptions<MqttOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddMessagingParts();
        services.AddVcdBus();
        services.AddMetrics();
        services.TryAddSingleton<MqttInstruments>();
        services.TryAddSingleton<VcdMqttBus>();
        services.TryAddSingleton<IMqttHealth>(provider => provider.GetRequiredService<VcdMqttBus>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, MqttReplyOutboxHandler>());
        services.TryAddSingleton<BehaviorReplies>();
        services.TryAddSingleton<BehaviorDispatcher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, BehaviorReplyHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, BehaviorEndHandler>());
        services.AddSingleton<IReadinessPart>(provider => provider.GetRequiredService<VcdMqttBus>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<VcdMqttBus>());
        return services;
    }
}

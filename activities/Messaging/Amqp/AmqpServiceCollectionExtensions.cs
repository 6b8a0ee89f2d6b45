using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.DeadLettering;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Activities.Messaging.Amqp.Replies;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Activities.Messaging.Amqp.VcdApi;
using Orchestrator.Activities.Messaging.Amqp.VcdEvents;
using Orchestrator.Activities.Messaging.Vcd;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Activities.Messaging.Amqp;

public static class AmqpServiceCollectionExtensions
{
    /// <summary>
    /// Adds RabbitMQ (off without <see cref="AmqpOptions.Uri"/>): vCD's API extension in front of the tenant API, and the activities <see cref="AmqpMessageReceived"/>,
    /// <see cref="PublishAmqpMessage"/> and <see cref="RequestReply"/>. A broker that is away does not keep the host from starting: <see cref="IAmqpHealth"/> and readiness tell.
    /// </summary>
    public static IServiceCollection AddAmqp(this IServiceCollection services, Action<AmqpOptions>? configure = null)
    {
        services.AddOptions<AmqpOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddMessagingParts();
        services.AddVcdBus();
        services.TryAddSingleton<AmqpInstruments>();
        services.TryAddSingleton<AmqpPublisher>();
        services.TryAddSingleton<DeadLetters>();
        services.TryAddSingleton<DeadLetterDesk>();
        services.TryAddSingleton<QueueConsumerFactory>();
        services.TryAddSingleton<QueueTopology>();
        services.TryAddSingleton<WaitingQueues>();
        services.TryAddSingleton<MessageDispatcher>();
        services.TryAddSingleton<QueueRights>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITriggerGuard, QueueGuard>());
        services.TryAddSingleton<VcdReplies>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAmqpPart, VcdApiConsumer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAmqpPart, VcdEventConsumer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAmqpPart, ReplyConsumer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAmqpPart, TriggerQueues>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, WaitOutboxHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, VcdReplyOutboxHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, PublishOutboxHandler>());
        services.TryAddSingleton<AmqpConnector>();
        services.TryAddSingleton<IAmqpSessions>(provider => provider.GetRequiredService<AmqpConnector>());
        services.TryAddSingleton<IAmqpHealth>(provider => provider.GetRequiredService<AmqpConnector>());
        services.AddSingleton<IReadinessPart>(provider => provider.GetRequiredService<AmqpConnector>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<AmqpConnector>());
        return services;
    }
}

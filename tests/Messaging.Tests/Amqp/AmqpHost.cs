using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>A host that is connected to the broker, with short waits.</summary>
internal static class AmqpHost
{
    public static async Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, Action<IServiceCollection>? configure, params string[] definitions)
    {
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddAmqp(options =>
                {
                    options.Uri = Broker.Address;
                    broker.Name(options);
                    options.RetryDelay = TimeSpan.FromMilliseconds(20);
                    options.HandlingAttempts = 2;
                    options.ReplyAttempts = 2;
                    options.TriggerScanInterval = TimeSpan.FromMilliseconds(100);
                });
                configure?.Invoke(services);
            },
            definitions);
        await Wait.UntilAsync(() => host.Get<IAmqpHealth>().State == AmqpState.Connected, "a connection to the broker");
        return host;
    }

    public static Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, params string[] definitions) => StartAsync(database, broker, null, definitions);
}

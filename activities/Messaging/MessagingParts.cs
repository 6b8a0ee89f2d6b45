using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging;

/// <summary>What SNMP and AMQP share: activities and migrations of this assembly, added once.</summary>
internal static class MessagingParts
{
    public static IServiceCollection AddMessagingParts(this IServiceCollection services)
    {
        var assembly = typeof(SnmpTrapReceived).Assembly;
        if (services.Any(service => service.ImplementationInstance is MigrationAssembly migrations && migrations.Assembly == assembly))
            return services;
        services.AddSingleton(new MigrationAssembly(assembly));
        return services.AddActivitiesFrom<SnmpTrapReceived>();
    }
}

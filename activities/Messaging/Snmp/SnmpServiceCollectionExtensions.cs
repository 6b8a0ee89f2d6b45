using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Mibs;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Processing;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Activities.Messaging.Snmp.Users;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Activities.Messaging.Snmp;

public static class SnmpServiceCollectionExtensions
{
    /// <summary>
    /// Adds the trap listener (off without <see cref="SnmpTrapOptions.Listen"/>), the store of received traps, and the trigger <see cref="SnmpTrapReceived"/>. Needs a runtime, a database,
    /// <see cref="DataFolder"/> and <see cref="TimeProvider"/>. The host does not start when the address cannot be bound.
    /// </summary>
    public static IServiceCollection AddSnmpTraps(this IServiceCollection services, Action<SnmpTrapOptions>? configure = null)
    {
        services.AddOptions<SnmpTrapOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SnmpTrapOptions>, SnmpTrapOptionsCheck>();
        services.AddMetrics();
        services.AddMessagingParts();
        services.TryAddSingleton<SnmpStatistics>();
        services.TryAddSingleton<TrapEventLog>();
        services.TryAddSingleton<SnmpNameTable>();
        services.TryAddSingleton<MibStore>();
        services.TryAddSingleton<UsmUsers>();
        services.TryAddSingleton<UsmParts>();
        services.TryAddSingleton<SnmpUserStore>();
        services.TryAddSingleton<TrapRules>();
        services.TryAddSingleton<TrapStore>();
        services.TryAddSingleton<TrapClaims>();
        services.TryAddSingleton<AlertStore>();
        services.TryAddSingleton<TrapMatcher>();
        services.TryAddSingleton<TrapWaits>();
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<TrapWaits>());
        services.TryAddSingleton<TrapDispatcher>();
        services.TryAddSingleton<TrapProcessor>();
        services.TryAddSingleton<SnmpTrapParts>();
        services.TryAddSingleton<TrapTrial>();
        services.TryAddSingleton<SnmpSender>();
        services.TryAddSingleton<SnmpTrapListener>();
        services.TryAddSingleton<ISnmpTrapListener>(provider => provider.GetRequiredService<SnmpTrapListener>());
        services.AddSingleton<IReadinessPart>(provider => provider.GetRequiredService<SnmpTrapListener>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SnmpTrapListener>());
        return services;
    }
}

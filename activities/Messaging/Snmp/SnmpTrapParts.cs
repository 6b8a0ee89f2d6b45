using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Mibs;
using Orchestrator.Activities.Messaging.Snmp.Processing;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Activities.Messaging.Snmp.Users;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>What the listener works with.</summary>
internal sealed class SnmpTrapParts(
    IOptions<SnmpTrapOptions> options, DataFolder dataFolder, TrapStore store, TrapProcessor processor, TrapRules rules, MibStore mibs, SnmpUserStore userStore, UsmParts usm)
{
    public DataFolder DataFolder { get; } = dataFolder;

    public TrapStore Store { get; } = store;

    public TrapProcessor Processor { get; } = processor;

    public InformAnswers Answers { get; } = new(usm.Users, usm.Engine);

    public TrapAdmission CreateAdmission() => new(options.Value, usm.Inbound, () => rules.Current);

    /// <summary>Reads users, MIBs, and then rules, which use the MIBs' names.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await userStore.RefreshAsync(cancellationToken);
        await mibs.RefreshAsync(cancellationToken);
        await rules.RefreshAsync(cancellationToken);
    }

    public void SaveEngines() => usm.Engines.Save();
}

using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>
/// Runs recorded datagrams through the same admission, rules and folding as real ones, with a memory of its own, and does nothing with what comes out. Engines of version 3 are taken at
/// their word about the time, for the capture may be old.
/// </summary>
internal sealed class TrapTrial(IOptions<SnmpTrapOptions> options, UsmParts usm, TrapRules rules, SnmpNameTable names, TimeProvider time)
{
    public TrapTrialAnswer Run(IReadOnlyList<TrialDatagram> datagrams)
    {
        var admission = new TrapAdmission(options.Value, new UsmInbound(usm.Users, usm.Engine, new RemoteEngines(null, time), time), () => rules.Current);
        var storms = new StormFilter(options.Value.QuietTime, options.Value.MaxHold, options.Value.MaxAlerts);
        var items = new List<TrapTrialItem>();
        for (var i = 0; i < datagrams.Count; i++)
            items.Add(Try(i, datagrams[i], admission, storms));
        foreach (var (trap, _) in storms.Release(DateTimeOffset.MaxValue))
        {
            var index = int.Parse(trap.Id, CultureInfo.InvariantCulture);
            items.Add(items[index] with { Outcome = "delivered-later", Reason = "The alert's last word is delivered when the alert has become quiet.", Actions = Actions(trap) });
        }

        return new TrapTrialAnswer(items.GroupBy(item => item.Outcome).ToDictionary(group => group.Key, group => group.Count()), items);
    }

    private TrapTrialItem Try(int index, TrialDatagram datagram, TrapAdmission admission, StormFilter storms)
    {
        var refusal = admission.Admit(datagram.Bytes, datagram.Source, out var accepted, out var priority, out _);
        if (refusal is not (SnmpRefusal.None or SnmpRefusal.DroppedByRule))
            return new TrapTrialItem { Index = index, Outcome = "refused", Reason = SnmpRefusals.Sentence(refusal) };
        SnmpMessage.TryReadStored(accepted, out var message);
        var trapOid = TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]);
        var rule = rules.Current.Find(message, trapOid, datagram.Source);
        var item = new TrapTrialItem
        {
            Index = index,
            Outcome = "delivered",
            RuleId = rule?.Rule.Id,
            Priority = priority.ToString().ToLowerInvariant(),
            TrapOid = trapOid.IsEmpty ? "" : OidCodec.Format(trapOid),
            Name = trapOid.IsEmpty ? null : names.Notification(OidCodec.Format(trapOid)),
        };
        if (refusal == SnmpRefusal.DroppedByRule)
            return item with { Outcome = "dropped", Reason = $"Rule '{rule?.Rule.Id}' drops such traps." };
        var trap = new SpooledTrap
        {
            Id = index.ToString(CultureInfo.InvariantCulture),
            ReceivedAt = datagram.At,
            Source = new IPEndPoint(datagram.Source, 0),
            Datagram = accepted.ToArray(),
        };
        if (AlertIdentity.Of(message, trapOid, datagram.Source, rule) is { } identity && !storms.ShouldDeliver(trap, identity))
            return item with { Outcome = "collapsed", Reason = $"Folded into the earlier trap of {identity.Key}." };
        return item with { Actions = Actions(trap) };
    }

    private List<string> Actions(SpooledTrap trap)
    {
        SnmpMessage.TryReadStored(trap.Datagram, out var message);
        var then = rules.Current.Find(message, TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]), trap.Source.Address)?.Rule.Then;
        var actions = new List<string>();
        if (then?.Deliver ?? true)
            actions.Add("triggers");
        if (then?.Start is { } start)
            actions.Add($"start {start.DefinitionId}");
        if (then?.Event is { } name)
            actions.Add($"event {name}");
        return actions;
    }
}

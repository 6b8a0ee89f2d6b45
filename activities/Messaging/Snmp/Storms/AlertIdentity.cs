using System.Net;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Storms;

/// <summary>
/// Which alert a trap is about: of vROps by the alert's UUID, of linkDown and linkUp by sender and interface, else as the trap's rule says. Traps without an identity are
/// delivered each.
/// </summary>
/// <param name="Key">Equal for all traps of the alert; at most 150 characters.</param>
/// <param name="Phase">What the trap says of it.</param>
/// <param name="Quiet">Quiet time of the rule; null: the option's.</param>
internal readonly record struct AlertIdentity(string Key, AlertPhase Phase, TimeSpan? Quiet)
{
    private const int MaxKey = 150;
    private const byte LinkDown = 3;
    private const byte LinkUp = 4;

    private static readonly byte[][] VropsRoots = [OidCodec.ParseOrThrow(VropsMib.Root), OidCodec.ParseOrThrow(VropsMib.OldRoot)];
    private static readonly byte[] IfIndex = OidCodec.ParseOrThrow("1.3.6.1.2.1.2.2.1.1");

    public static AlertIdentity? Of(in SnmpMessage message, ReadOnlySpan<byte> trapOid, IPAddress source, CompiledRule? rule)
    {
        if (rule?.Rule.Then.Collapse is { } collapse)
            return collapse.Seconds == 0 ? null : ByRule(message, trapOid, source, rule, collapse);
        foreach (var root in VropsRoots)
        {
            if (trapOid.StartsWith(root))
                return Vrops(message, trapOid, root);
        }

        return trapOid.Length == TrapIdentity.StandardTraps.Length + 1 && trapOid.StartsWith(TrapIdentity.StandardTraps) ? Link(message, trapOid[^1], source) : null;
    }

    private static AlertIdentity? Vrops(in SnmpMessage message, ReadOnlySpan<byte> trapOid, byte[] root)
    {
        AlertPhase? phase = VropsMib.Notification(OidCodec.Format(trapOid))?.Kind switch
        {
            "active" => AlertPhase.Raise,
            "clear" => AlertPhase.Clear,
            "change" => AlertPhase.Change,
            _ => null,
        };
        if (phase is null)
            return null;
        foreach (var bind in message.VarBinds)
        {
            // .2.8.0: the alert's id.
            if (bind.Oid.StartsWith(root) && bind.Oid[root.Length..].SequenceEqual((ReadOnlySpan<byte>)[2, 8, 0]) && !bind.Value.IsEmpty)
                return new AlertIdentity(Short("vrops/" + SnmpValues.Text(bind.Value)), phase.Value, null);
        }

        return null;
    }

    private static AlertIdentity? Link(in SnmpMessage message, byte number, IPAddress source)
    {
        if (number is not (LinkDown or LinkUp))
            return null;
        foreach (var bind in message.VarBinds)
        {
            if (bind.Oid.StartsWith(IfIndex))
                return new AlertIdentity(Short($"link/{source}/{SnmpValues.ToPlain(bind.Tag, bind.Value).Value}"), number == LinkDown ? AlertPhase.Raise : AlertPhase.Clear, null);
        }

        return null;
    }

    private static AlertIdentity ByRule(in SnmpMessage message, ReadOnlySpan<byte> trapOid, IPAddress source, CompiledRule rule, TrapRuleCollapse collapse)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(source.GetAddressBytes());
        if (rule.By.Length == 0)
            hash.AppendData(rule.Clears.Length == 0 ? trapOid : default);
        foreach (var bind in message.VarBinds)
        {
            var counts = rule.By.Length == 0 ? !bind.Oid.SequenceEqual(SnmpMessage.SysUpTime) && !bind.Oid.SequenceEqual(SnmpMessage.SnmpTrapOid) : CompiledRule.StartsWithAny(bind.Oid, rule.By);
            if (!counts)
                continue;
            hash.AppendData(bind.Oid);
            hash.AppendData(bind.Value);
        }

        var phase = rule.Clears.Length == 0 ? AlertPhase.Event : CompiledRule.StartsWithAny(trapOid, rule.Clears) ? AlertPhase.Clear : AlertPhase.Raise;
        var key = Short($"rule/{rule.Rule.Id}/{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}");
        return new AlertIdentity(key, phase, TimeSpan.FromSeconds(collapse.Seconds));
    }

    private static string Short(string key) => key.Length <= MaxKey ? key : "long/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

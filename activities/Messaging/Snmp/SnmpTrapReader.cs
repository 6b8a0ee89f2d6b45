using System.Globalization;
using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>Makes the named form of a datagram.</summary>
internal static class SnmpTrapReader
{
    private const long EnterpriseSpecific = 6;

    /// <summary>Null when the datagram is not a trap.</summary>
    public static SnmpTrap? Read(string id, DateTimeOffset receivedAt, IPAddress source, ReadOnlySpan<byte> datagram)
    {
        if (SnmpMessage.TryRead(datagram, out var message) != SnmpRefusal.None)
            return null;
        var variables = new List<SnmpVariable>(message.VarBindCount);
        foreach (var bind in message.VarBinds)
        {
            if (message.Version == SnmpVersion.V2c && (bind.Oid.SequenceEqual(SnmpMessage.SysUpTime) || bind.Oid.SequenceEqual(SnmpMessage.SnmpTrapOid)))
                continue;
            var oid = OidCodec.Format(bind.Oid);
            var (type, value) = SnmpValues.ToPlain(bind.Tag, bind.Value);
            variables.Add(new SnmpVariable(oid, SnmpNames.Variable(oid), type, value));
        }

        var trapOid = TrapOid(message);
        return new SnmpTrap
        {
            Id = id,
            ReceivedAt = receivedAt,
            Source = source,
            Version = message.Version == SnmpVersion.V1 ? "1" : "2c",
            Community = SnmpValues.Text(message.Community),
            IsInform = message.IsInform,
            TrapOid = trapOid,
            Name = SnmpNames.Notification(trapOid),
            Uptime = (long)Math.Min(message.Uptime, long.MaxValue),
            AgentAddress = message.Version == SnmpVersion.V1
                ? SnmpValues.Address(message.AgentAddress)
                : variables.Find(variable => variable.Oid == SnmpNames.SnmpTrapAddress)?.Value as string,
            Variables = variables,
            Vrops = Alert(trapOid, variables),
        };
    }

    /// <summary>The trap's identity; of v1 by RFC 3584 3.1: standard traps are numbered from 1, others are <c>enterprise.0.specific</c>.</summary>
    private static string TrapOid(in SnmpMessage message)
    {
        if (message.Version != SnmpVersion.V1)
            return message.TrapOid.IsEmpty ? "" : OidCodec.Format(message.TrapOid);
        return message.GenericTrap is >= 0 and < EnterpriseSpecific
            ? string.Create(CultureInfo.InvariantCulture, $"{SnmpNames.StandardTraps}.{message.GenericTrap + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"{OidCodec.Format(message.Enterprise)}.0.{message.SpecificTrap}");
    }

    private static VropsAlert? Alert(string trapOid, List<SnmpVariable> variables)
    {
        if (VropsMib.Notification(trapOid) is not { } notification)
            return null;
        string? Value(string name)
        {
            var value = variables.Find(variable => variable.Name == name)?.Value;
            return value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        return new VropsAlert
        {
            Kind = notification.Kind,
            AlertId = Value("AlertID"),
            DefinitionName = Value("DefinitionName"),
            DefinitionDescription = Value("DefinitionDesc"),
            ResourceName = Value("EntityName"),
            ResourceKind = Value("ResourceKind") ?? Value("EntityType"),
            EntityType = Value("EntityType"),
            Criticality = Value("Criticality"),
            NotificationRules = Value("NotificationRules")?.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Message = Value("Message"),
            Url = Value("URL"),
            Server = Value("AliveServerName"),
            Timestamp = Value("Timestamp"),
            RootCause = Value("RootCause"),
            Type = Value("Type"),
            Subtype = Value("Subtype"),
            Health = Value("Health"),
            Risk = Value("Risk"),
            Efficiency = Value("Efficiency"),
            MetricName = Value("MetricName"),
            Impact = Value("Impact"),
        };
    }
}

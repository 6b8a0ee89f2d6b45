using System.Globalization;
using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>Makes the named form of a datagram.</summary>
internal static class SnmpTrapReader
{
    /// <summary>Null when the datagram is not a trap.</summary>
    public static SnmpTrap? Read(SnmpNameTable names, string id, DateTimeOffset receivedAt, IPAddress source, ReadOnlySpan<byte> datagram)
    {
        if (SnmpMessage.TryReadStored(datagram, out var message) != SnmpRefusal.None)
            return null;
        var variables = new List<SnmpVariable>(message.VarBindCount);
        foreach (var bind in message.VarBinds)
        {
            if (message.Version != SnmpVersion.V1 && (bind.Oid.SequenceEqual(SnmpMessage.SysUpTime) || bind.Oid.SequenceEqual(SnmpMessage.SnmpTrapOid)))
                continue;
            var oid = OidCodec.Format(bind.Oid);
            var (type, value) = SnmpValues.ToPlain(bind.Tag, bind.Value);
            variables.Add(new SnmpVariable(oid, names.Variable(oid), type, value));
        }

        var trapOid = TrapOid(message);
        return new SnmpTrap
        {
            Id = id,
            ReceivedAt = receivedAt,
            Source = source,
            Version = message.Version switch
            {
                SnmpVersion.V1 => "1",
                SnmpVersion.V2c => "2c",
                _ => "3",
            },
            Community = SnmpValues.Text(message.Community),
            User = message.Version == SnmpVersion.V3 ? SnmpValues.Text(message.User) : null,
            SecurityLevel = message.Version == SnmpVersion.V3 ? LevelName(message.Level) : null,
            EngineId = message.Version == SnmpVersion.V3 ? Convert.ToHexStringLower(message.EngineId) : null,
            ContextName = message.ContextName.IsEmpty ? null : SnmpValues.Text(message.ContextName),
            IsInform = message.IsInform,
            TrapOid = trapOid,
            Name = names.Notification(trapOid),
            Uptime = (long)Math.Min(message.Uptime, long.MaxValue),
            AgentAddress = message.Version == SnmpVersion.V1
                ? SnmpValues.Address(message.AgentAddress)
                : variables.Find(variable => variable.Oid == SnmpNames.SnmpTrapAddress)?.Value as string,
            Variables = variables,
            Vrops = Alert(trapOid, variables),
        };
    }

    private static string TrapOid(in SnmpMessage message)
    {
        var oid = TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]);
        return oid.IsEmpty ? "" : OidCodec.Format(oid);
    }

    private static string LevelName(SnmpSecurityLevel level) => level switch
    {
        SnmpSecurityLevel.AuthPriv => "authPriv",
        SnmpSecurityLevel.AuthNoPriv => "authNoPriv",
        _ => "noAuthNoPriv",
    };

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

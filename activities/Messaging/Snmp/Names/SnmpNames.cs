namespace Orchestrator.Activities.Messaging.Snmp.Names;

/// <summary>Names of well-known notifications and variables: SNMPv2-MIB, IF-MIB, and the vROps MIBs.</summary>
internal static class SnmpNames
{
    /// <summary>Root of the standard traps; v1's generic trap N is <c>.(N+1)</c> (RFC 3584 3.1).</summary>
    public const string StandardTraps = "1.3.6.1.6.3.1.1.5";

    public const string SysUpTime = "1.3.6.1.2.1.1.3.0";

    public const string SnmpTrapOid = "1.3.6.1.6.3.1.1.4.1.0";

    public const string SnmpTrapAddress = "1.3.6.1.6.3.18.1.3.0";

    private static readonly Dictionary<string, string> Notifications = new(StringComparer.Ordinal)
    {
        [StandardTraps + ".1"] = "coldStart",
        [StandardTraps + ".2"] = "warmStart",
        [StandardTraps + ".3"] = "linkDown",
        [StandardTraps + ".4"] = "linkUp",
        [StandardTraps + ".5"] = "authenticationFailure",
        [StandardTraps + ".6"] = "egpNeighborLoss",
    };

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        [SysUpTime] = "sysUpTime",
        [SnmpTrapOid] = "snmpTrapOID",
        [SnmpTrapAddress] = "snmpTrapAddress",
        ["1.3.6.1.6.3.18.1.4.0"] = "snmpTrapCommunity",
        ["1.3.6.1.6.3.1.1.4.3.0"] = "snmpTrapEnterprise",
        ["1.3.6.1.2.1.1.1.0"] = "sysDescr",
        ["1.3.6.1.2.1.1.4.0"] = "sysContact",
        ["1.3.6.1.2.1.1.5.0"] = "sysName",
        ["1.3.6.1.2.1.1.6.0"] = "sysLocation",
    };

    private static readonly (string Column, string Name)[] Columns =
    [
        ("1.3.6.1.2.1.2.2.1.1.", "ifIndex"), ("1.3.6.1.2.1.2.2.1.2.", "ifDescr"), ("1.3.6.1.2.1.2.2.1.7.", "ifAdminStatus"), ("1.3.6.1.2.1.2.2.1.8.", "ifOperStatus"),
    ];

    public static string? Notification(string trapOid) => VropsMib.Notification(trapOid)?.Name ?? Notifications.GetValueOrDefault(trapOid);

    public static string? Variable(string oid)
    {
        if (VropsMib.VariableName(oid) is { } name)
            return name;
        if (Scalars.TryGetValue(oid, out var scalar))
            return scalar;
        foreach (var (column, columnName) in Columns)
        {
            if (oid.StartsWith(column, StringComparison.Ordinal))
                return columnName;
        }

        return null;
    }

    /// <summary>Identifiers of the objects with a name, whatever its case; none when it is not built in.</summary>
    public static IReadOnlyList<string> Objects(string name)
    {
        var found = new List<string>(VropsMib.Objects(name));
        found.AddRange(Scalars.Where(pair => pair.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key[..^2]));
        found.AddRange(Columns.Where(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(column => column.Column[..^1]));
        return found;
    }
}

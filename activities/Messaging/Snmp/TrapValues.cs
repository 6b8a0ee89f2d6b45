using Orchestrator.Activities.Messaging.Snmp.Names;
namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A trap as plain values: the result of <see cref="SnmpTrapReceived"/>.</summary>
internal static class TrapValues
{
    public static Dictionary<string, object?> Of(SnmpTrap trap)
    {
        var values = new Dictionary<string, object?>
        {
            ["id"] = trap.Id,
            ["receivedAt"] = trap.ReceivedAt.ToString("O"),
            ["source"] = trap.Source.ToString(),
            ["version"] = trap.Version,
            ["community"] = trap.Community.Length == 0 ? "" : "***",
            ["isInform"] = trap.IsInform,
            ["trapOid"] = trap.TrapOid,
            ["name"] = trap.Name,
            ["uptime"] = trap.Uptime,
            ["agentAddress"] = trap.AgentAddress,
            ["variables"] = new Dictionary<string, object?> { ["byName"] = ByName(trap), ["list"] = List(trap) },
        };
        if (trap.Version == "3")
        {
            values["user"] = trap.User;
            values["securityLevel"] = trap.SecurityLevel;
            values["engineId"] = trap.EngineId;
            values["contextName"] = trap.ContextName;
        }

        if (trap.Vrops is { } alert)
            values["vrops"] = Of(alert);
        return values;
    }

    /// <summary>Variables in their order: <c>{oid, name, type, value}</c>.</summary>
    public static List<object?> List(SnmpTrap trap) =>
    [
        .. trap.Variables.Select(variable => new Dictionary<string, object?>
        {
            ["oid"] = variable.Oid,
            ["name"] = variable.Name,
            ["type"] = variable.Type,
            ["value"] = variable.Value,
        }),
    ];

    /// <summary>Values by friendly name, by OID where there is none; the first of several wins.</summary>
    private static Dictionary<string, object?> ByName(SnmpTrap trap)
    {
        var values = new Dictionary<string, object?>();
        foreach (var variable in trap.Variables)
            values.TryAdd(variable.Name ?? variable.Oid, variable.Value);
        return values;
    }

    private static Dictionary<string, object?> Of(VropsAlert alert) => new()
    {
        ["kind"] = alert.Kind,
        ["alertId"] = alert.AlertId,
        ["definitionName"] = alert.DefinitionName,
        ["definitionDescription"] = alert.DefinitionDescription,
        ["resourceName"] = alert.ResourceName,
        ["resourceKind"] = alert.ResourceKind,
        ["entityType"] = alert.EntityType,
        ["criticality"] = alert.Criticality,
        ["notificationRules"] = alert.NotificationRules.ToList<object?>(),
        ["message"] = alert.Message,
        ["url"] = alert.Url,
        ["server"] = alert.Server,
        ["timestamp"] = alert.Timestamp,
        ["rootCause"] = alert.RootCause,
        ["type"] = alert.Type,
        ["subtype"] = alert.Subtype,
        ["health"] = alert.Health,
        ["risk"] = alert.Risk,
        ["efficiency"] = alert.Efficiency,
        ["metricName"] = alert.MetricName,
        ["impact"] = alert.Impact,
    };
}

using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Names;

/// <summary>
/// Objects of VMWARE-VROPS-MIB (1.3.6.1.4.1.6876.4.50.1, since 2018) and of VMWARE-VCOPS-EVENT-MIB (1.3.6.1.4.1.6876.4.5.1, before), which number them alike:
/// variables <c>.2.N.0</c>, notifications <c>.0.N</c>.
/// </summary>
internal static class VropsMib
{
    public const string Root = "1.3.6.1.4.1.6876.4.50.1";

    public const string OldRoot = "1.3.6.1.4.1.6876.4.5.1";

    private static readonly string[] Variables =
    [
        "AliveServerName", "EntityName", "EntityType", "Timestamp", "Criticality", "RootCause", "URL", "AlertID", "Message", "Type", "Subtype", "Health", "Risk",
        "Efficiency", "MetricName", "ResourceKind", "DefinitionName", "DefinitionDesc", "Impact", "NotificationRules",
    ];

    private static readonly string[] PhaseNames = ["active", "clear", "change"];

    /// <summary>First number, count, subject of the notifications that only the old MIB has; they come in the order active, clear, change.</summary>
    private static readonly (int First, int Count, string Subject)[] OldNotifications =
    [
        (1, 3, "KpiBreach"), (4, 3, "KpiPrediction"), (7, 2, "AggregateAnomaly"), (10, 3, "KpiHtBreach"), (13, 3, "Notification"), (16, 3, "Abnormality"),
        (19, 3, "Workload"), (22, 3, "Anomaly"), (25, 3, "Fault"), (28, 3, "TimeRemaining"), (31, 3, "CapacityRemaining"), (34, 3, "Stress"), (37, 3, "Waste"),
        (40, 3, "Density"), (43, 3, "Compliance"), (60, 3, "Consolidated"), (101, 2, "ComponentFailure"), (103, 2, "ResourceDisconnected"),
    ];

    /// <summary>Friendly name of a variable, the same for both MIBs; null when it is none of them.</summary>
    public static string? VariableName(string oid)
    {
        var rest = Below(oid);
        if (rest is null || !rest.StartsWith("2.", StringComparison.Ordinal))
            return null;
        var leaf = rest.AsSpan(2);
        if (leaf.EndsWith(".0"))
            leaf = leaf[..^2];
        return int.TryParse(leaf, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Variables.Length
            ? Variables[number - 1]
            : null;
    }

    /// <summary>Friendly name for the MIB's own name (<c>vmwAlertDefinitionName</c>, <c>vmwareAlertID</c>) or itself; null when it is neither.</summary>
    public static string? FriendlyName(string name)
    {
        var start = name.StartsWith("vmwareAlert", StringComparison.OrdinalIgnoreCase) ? 11 : name.StartsWith("vmwAlert", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        var rest = name[start..];
        if (start > 0 && rest.Equals("ID", StringComparison.OrdinalIgnoreCase))
            return "AlertID";
        return Array.Find(Variables, variable => variable.Equals(rest, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Identifiers of the variable with a name, under both roots; none when it is not of these MIBs.</summary>
    public static IReadOnlyList<string> Objects(string name)
    {
        var number = FriendlyName(name) is { } friendly ? Array.IndexOf(Variables, friendly) + 1 : 0;
        return number == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{Root}.2.{number}"), string.Create(CultureInfo.InvariantCulture, $"{OldRoot}.2.{number}")];
    }

    /// <summary>Name and kind (active, clear, change, test) of a notification; null when it is none of the two MIBs.</summary>
    public static (string Name, string Kind)? Notification(string trapOid)
    {
        var rest = Below(trapOid);
        if (rest is null || !rest.StartsWith("0.", StringComparison.Ordinal)
            || !int.TryParse(rest.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        switch (number)
        {
            case 46:
                return ("vmwTrapProblemActive", "active");
            case 47:
                return ("vmwTrapProblemClear", "clear");
            case 48:
                return ("vmwTrapProblemChange", "change");
            case 200:
                return ("vmwTrapTest", "test");
        }

        foreach (var (first, count, subject) in OldNotifications)
        {
            if (number < first || number >= first + count)
                continue;
            var phase = PhaseNames[number - first];
            return ($"vcops{subject}{char.ToUpperInvariant(phase[0])}{phase[1..]}", phase);
        }

        return null;
    }

    private static string? Below(string oid) => Below(oid, Root) ?? Below(oid, OldRoot);

    private static string? Below(string oid, string root) =>
        oid.Length > root.Length && oid[root.Length] == '.' && oid.StartsWith(root, StringComparison.Ordinal) ? oid[(root.Length + 1)..] : null;
}

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Names and sentences of refusals, for metrics and logs.</summary>
internal static class SnmpRefusals
{
    public static readonly SnmpRefusal[] All = Enum.GetValues<SnmpRefusal>();

    /// <summary>Value of the metric's tag <c>reason</c>.</summary>
    public static string Tag(SnmpRefusal refusal) => refusal switch
    {
        SnmpRefusal.NotSnmp => "not-snmp",
        SnmpRefusal.Truncated => "truncated",
        SnmpRefusal.UnknownVersion => "unknown-version",
        SnmpRefusal.V3NotConfigured => "v3-not-configured",
        SnmpRefusal.NotATrap => "not-a-trap",
        SnmpRefusal.MalformedPdu => "malformed-pdu",
        SnmpRefusal.MalformedVariables => "malformed-variables",
        SnmpRefusal.WrongCommunity => "wrong-community",
        SnmpRefusal.QueueFull => "queue-full",
        _ => "none",
    };

    public static string Sentence(SnmpRefusal refusal) => refusal switch
    {
        SnmpRefusal.NotSnmp => "not SNMP: the datagram is no BER sequence that begins with a version number",
        SnmpRefusal.Truncated => "truncated: the message is longer than the datagram",
        SnmpRefusal.UnknownVersion => "unknown SNMP version: only v1 and v2c are read",
        SnmpRefusal.V3NotConfigured => "SNMPv3 not configured: send v2c, or v1",
        SnmpRefusal.NotATrap => "an SNMP request or response: only traps and informs are taken here",
        SnmpRefusal.MalformedPdu => "malformed PDU: its fields do not follow RFC 1157 or RFC 3416",
        SnmpRefusal.MalformedVariables => "malformed variable bindings",
        SnmpRefusal.WrongCommunity => "the community is not among the configured ones",
        SnmpRefusal.QueueFull => "the queue between receiver and processing is full: traps arrive faster than they can be stored",
        _ => "accepted",
    };
}

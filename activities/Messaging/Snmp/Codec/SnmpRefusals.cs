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
        SnmpRefusal.SourceNotAllowed => "source-not-allowed",
        SnmpRefusal.OverBudget => "over-budget",
        SnmpRefusal.DroppedByRule => "dropped-by-rule",
        SnmpRefusal.MalformedV3 => "malformed-v3",
        SnmpRefusal.UnknownSecurityModel => "unknown-security-model",
        SnmpRefusal.UnknownEngine => "unknown-engine",
        SnmpRefusal.UnknownUser => "unknown-user",
        SnmpRefusal.WrongLevel => "wrong-level",
        SnmpRefusal.WrongDigest => "wrong-digest",
        SnmpRefusal.NotInTimeWindow => "not-in-time-window",
        SnmpRefusal.DecryptionError => "decryption-error",
        SnmpRefusal.Replayed => "replayed",
        SnmpRefusal.SpoolFull => "spool-full",
        SnmpRefusal.Discovery => "discovery",
        _ => "none",
    };

    public static string Sentence(SnmpRefusal refusal) => refusal switch
    {
        SnmpRefusal.NotSnmp => "not SNMP: the datagram is no BER sequence that begins with a version number",
        SnmpRefusal.Truncated => "truncated: the message is longer than the datagram",
        SnmpRefusal.UnknownVersion => "unknown SNMP version: only 1, 2c and 3 are read",
        SnmpRefusal.V3NotConfigured => "SNMPv3 without a configured user: add the user that the sender has, or send v2c",
        SnmpRefusal.NotATrap => "an SNMP request or response: only traps and informs are taken here",
        SnmpRefusal.MalformedPdu => "malformed PDU: its fields do not follow RFC 1157 or RFC 3416",
        SnmpRefusal.MalformedVariables => "malformed variable bindings",
        SnmpRefusal.WrongCommunity => "the community is not among the configured ones",
        SnmpRefusal.QueueFull => "the queue between receiver and processing is full: traps arrive faster than they can be stored",
        SnmpRefusal.SourceNotAllowed => "the sender's address is in none of the allowed networks",
        SnmpRefusal.OverBudget => "the sender's budget is spent: it sends more traps per second than one source may",
        SnmpRefusal.DroppedByRule => "a rule drops such traps",
        SnmpRefusal.MalformedV3 => "malformed SNMPv3 message: its fields do not follow RFC 3412 and RFC 3414",
        SnmpRefusal.UnknownSecurityModel => "a security model other than the user-based one (3)",
        SnmpRefusal.UnknownEngine => "an engine that this user may not send from, or a request to another engine than this one",
        SnmpRefusal.UnknownUser => "an SNMPv3 user that is not configured here",
        SnmpRefusal.WrongLevel => "not the security level of its user: authentication and privacy must be exactly as configured",
        SnmpRefusal.WrongDigest => "authentication failed: wrong password or protocol, or the message was changed",
        SnmpRefusal.NotInTimeWindow => "outside the time window of 150 s: an old message replayed, or the sender's clock or boot counter was set back",
        SnmpRefusal.DecryptionError => "decryption failed: wrong privacy password or protocol, or another key extension",
        SnmpRefusal.Replayed => "an SNMPv3 trap that was received before: replayed, or doubled by the network",
        SnmpRefusal.SpoolFull => "the spool on disk is full: traps arrive faster than they can be stored",
        SnmpRefusal.Discovery => "an SNMPv3 sender asked for this engine's id, boots and time, and was answered",
        _ => "accepted",
    };
}

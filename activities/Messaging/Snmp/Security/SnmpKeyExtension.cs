namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>How a localized key is made long enough for AES-192, AES-256 where the hash is shorter. It matters for MD5 and SHA-1 (and AES-256 with SHA-224).</summary>
public enum SnmpKeyExtension
{
    /// <summary>draft-blumenthal-aes-usm-04, section 3.1.2.1: net-snmp, vRealize Operations.</summary>
    Blumenthal,

    /// <summary>draft-reeder-snmpv3-usm-3desede-00, section 2.1: Cisco.</summary>
    Reeder,
}

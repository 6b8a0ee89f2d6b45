namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Security level of RFC 3411 3.4.3; the values are the bits of <c>msgFlags</c>.</summary>
public enum SnmpSecurityLevel
{
    NoAuthNoPriv = 0,
    AuthNoPriv = 1,
    AuthPriv = 3,
}

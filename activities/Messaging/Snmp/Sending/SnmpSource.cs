namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>The engine in whose name version 3 traps are sent: a receiver must know it together with the user (RFC 3414 1.5.1: a trap's sender is authoritative).</summary>
/// <param name="EngineId">5 to 32 bytes.</param>
/// <param name="Boots">How often it has started; must grow with every start.</param>
/// <param name="Time">Seconds since the start.</param>
public sealed record SnmpSource(byte[] EngineId, int Boots, int Time);

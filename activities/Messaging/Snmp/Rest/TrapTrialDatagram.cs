namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>A recorded datagram.</summary>
/// <param name="Hex">Its bytes in hexadecimal digits.</param>
/// <param name="Source">Address of its sender; null: 0.0.0.0.</param>
/// <param name="At">When it arrived; null: 1970.</param>
internal sealed record TrapTrialDatagram(string? Hex, string? Source, DateTimeOffset? At);

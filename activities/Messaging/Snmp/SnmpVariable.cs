namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A variable of a trap.</summary>
/// <param name="Oid">Dotted, without a leading dot.</param>
/// <param name="Name">Friendly name such as <c>DefinitionName</c>; null when the object is not known.</param>
/// <param name="Type">SNMP type, such as <c>OctetString</c> or <c>Counter64</c>.</param>
/// <param name="Value">Null, <c>long</c>, <c>double</c> or text.</param>
public sealed record SnmpVariable(string Oid, string? Name, string Type, object? Value);

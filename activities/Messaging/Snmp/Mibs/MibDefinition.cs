namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>A named object identifier of a MIB: its place below a parent.</summary>
/// <param name="Name">As defined.</param>
/// <param name="Parent">Name of the first part; null when the first part is a number.</param>
/// <param name="Arcs">Numbers after the parent.</param>
/// <param name="IsNotification">NOTIFICATION-TYPE or TRAP-TYPE.</param>
/// <param name="Line">Where it is defined.</param>
internal sealed record MibDefinition(string Name, string? Parent, IReadOnlyList<uint> Arcs, bool IsNotification, int Line);

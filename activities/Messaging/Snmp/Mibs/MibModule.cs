namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>What was read from a MIB file.</summary>
internal sealed record MibModule
{
    public required string Name { get; init; }

    /// <summary>Module by imported symbol.</summary>
    public required IReadOnlyDictionary<string, string> Imports { get; init; }

    public required IReadOnlyList<MibDefinition> Definitions { get; init; }
}

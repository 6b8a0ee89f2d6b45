namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>What a trigger or bookmark of <see cref="SnmpTrapReceived"/> listens for, as it is stored.</summary>
internal sealed record TrapFilterPayload
{
    public IReadOnlyList<string> OidPrefixes { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string? Community { get; init; }

    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();
}

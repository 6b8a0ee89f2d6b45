using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>Matches traps against stored filters, compiling each filter once while the index keeps it. Safe for concurrent use.</summary>
internal sealed class TrapMatcher
{
    private static readonly TrapFilter Everything = TrapFilter.Create(new TrapFilterPayload());

    private readonly ConditionalWeakTable<JsonNode, TrapFilter> _filters = [];

    public bool Matches(JsonNode? payload, SnmpTrap trap) => (payload is null ? Everything : _filters.GetValue(payload, TrapFilter.Create)).Matches(trap);
}

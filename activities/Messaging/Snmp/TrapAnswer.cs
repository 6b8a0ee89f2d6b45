using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A stored trap as REST shows it.</summary>
internal sealed record TrapAnswer
{
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Address of the sender.</summary>
    public required string Source { get; init; }

    public string? Version { get; init; }

    public bool IsInform { get; init; }

    public string? TrapOid { get; init; }

    public string? Name { get; init; }

    /// <summary>Hundredths of a second since the agent started.</summary>
    public long Uptime { get; init; }

    public string? AgentAddress { get; init; }

    public IReadOnlyList<SnmpVariable> Variables { get; init; } = [];

    public VropsAlert? Vrops { get; init; }

    /// <summary>pending, started, resumed, unknown, duplicate or ignored.</summary>
    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    public static TrapAnswer Of(StoredTrap stored)
    {
        var trap = stored.ToTrap();
        return new TrapAnswer
        {
            Id = stored.Id,
            ReceivedAt = stored.ReceivedAt,
            Source = stored.Source.Address.ToString(),
            Version = trap?.Version,
            IsInform = trap?.IsInform ?? false,
            TrapOid = trap?.TrapOid,
            Name = trap?.Name,
            Uptime = trap?.Uptime ?? 0,
            AgentAddress = trap?.AgentAddress,
            Variables = trap?.Variables ?? [],
            Vrops = trap?.Vrops,
            Outcome = stored.Outcome.ToString().ToLowerInvariant(),
            Reason = stored.Reason,
            InstanceIds = stored.InstanceIds,
        };
    }
}

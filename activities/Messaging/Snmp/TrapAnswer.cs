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

    /// <summary>Version 3 only.</summary>
    public string? User { get; init; }

    /// <summary>Version 3 only: noAuthNoPriv, authNoPriv or authPriv.</summary>
    public string? SecurityLevel { get; init; }

    public bool IsInform { get; init; }

    public string? TrapOid { get; init; }

    public string? Name { get; init; }

    /// <summary>Hundredths of a second since the agent started.</summary>
    public long Uptime { get; init; }

    public string? AgentAddress { get; init; }

    public IReadOnlyList<SnmpVariable> Variables { get; init; } = [];

    public VropsAlert? Vrops { get; init; }

    /// <summary>pending, started, resumed, unknown, duplicate, ignored or failed.</summary>
    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>The rule that decided; null: none.</summary>
    public string? RuleId { get; init; }

    /// <summary>Later traps of the same alert that were folded into this one.</summary>
    public long Collapsed { get; init; }

    public static TrapAnswer Of(StoredTrap stored, SnmpNameTable names)
    {
        var trap = stored.ToTrap(names);
        return new TrapAnswer
        {
            Id = stored.Id,
            ReceivedAt = stored.ReceivedAt,
            Source = stored.Source.Address.ToString(),
            Version = trap?.Version,
            User = trap?.User,
            SecurityLevel = trap?.SecurityLevel,
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
            RuleId = stored.RuleId,
            Collapsed = stored.Collapsed,
        };
    }
}

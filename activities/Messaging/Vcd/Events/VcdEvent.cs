namespace Orchestrator.Activities.Messaging.Vcd.Events;

/// <summary>A notification of vCD, whichever form it came in.</summary>
internal sealed record VcdEvent
{
    /// <summary>UUID, the same in every form.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>com/vmware/vcloud/event/vm/create</c>.</summary>
    public required string Type { get; init; }

    /// <summary>As vCD wrote it: the format differs between forms and versions.</summary>
    public string Timestamp { get; init; } = "";

    public bool Success { get; init; } = true;

    /// <summary>UUID of the organisation.</summary>
    public string Org { get; init; } = "";

    public string OrgName { get; init; } = "";

    public string User { get; init; } = "";

    public string UserName { get; init; } = "";

    /// <summary>Urn such as <c>urn:vcloud:vm:…</c>.</summary>
    public string Entity { get; init; } = "";

    public string EntityName { get; init; } = "";

    public string Task { get; init; } = "";

    public string TaskName { get; init; } = "";

    public string TaskOwner { get; init; } = "";

    /// <summary>Such as <c>vm</c>.</summary>
    public string EntityType => Entity.Split(':') is [_, _, var kind, ..] ? kind : "";

    public string EntityId => VcdUrn.IdOf(Entity);
}

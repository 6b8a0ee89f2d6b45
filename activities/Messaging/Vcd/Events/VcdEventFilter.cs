namespace Orchestrator.Activities.Messaging.Vcd.Events;

/// <summary>What a trigger or bookmark of <see cref="VcdEventReceived"/> listens for.</summary>
internal sealed record VcdEventFilter
{
    private const string Prefix = "com/vmware/vcloud/event/";

    /// <summary>Types, or beginnings of them that end in a slash or star; empty: all.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>Name or UUID; empty: every organisation that the owner may see.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Kinds such as <c>vm</c>; empty: all.</summary>
    public IReadOnlyList<string> EntityTypes { get; init; } = [];

    /// <summary>Urn, UUID, name, or a regular expression on the name between slashes; empty: any.</summary>
    public string Entity { get; init; } = "";

    public bool OnlySucceeded { get; init; }

    /// <summary>Tenant that owns the listener and sees nothing else; empty: the provider, who sees all.</summary>
    public string Tenant { get; init; } = "";

    /// <param name="tenant">Name of the event's tenant; empty for vCD's System organisation and for one that is unknown here.</param>
    public bool Matches(VcdEvent happened, string tenant) =>
        (Tenant.Length == 0 || Tenant.Equals(tenant, StringComparison.OrdinalIgnoreCase))
        && (Organisation.Length == 0 || Organisation.Equals(tenant, StringComparison.OrdinalIgnoreCase) || Organisation.Equals(happened.OrgName, StringComparison.OrdinalIgnoreCase)
            || VcdUrn.IdOf(Organisation) is { Length: > 0 } id && id == happened.Org)
        && (EventTypes.Count == 0 || EventTypes.Any(type => IsOfType(happened.Type, type)))
        && (EntityTypes.Count == 0 || EntityTypes.Contains(happened.EntityType, StringComparer.OrdinalIgnoreCase))
        && (!OnlySucceeded || happened.Success)
        && (Entity.Length == 0 || IsEntity(happened));

    /// <summary>The prefix that all types share may be left out: <c>vm/create</c>.</summary>
    private static bool IsOfType(string type, string wanted)
    {
        var full = wanted.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? wanted : Prefix + wanted.TrimStart('/');
        return full.EndsWith('*') || full.EndsWith('/')
            ? type.StartsWith(full.TrimEnd('*'), StringComparison.OrdinalIgnoreCase)
            : type.Equals(full, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsEntity(VcdEvent happened) => VcdUrn.IdOf(Entity) is { Length: > 0 } id
        ? id == happened.EntityId
        : Matching.TextCondition.Compile(nameof(Entity), Entity)(happened.EntityName);
}

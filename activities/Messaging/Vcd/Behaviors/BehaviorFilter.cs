namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>What a trigger <see cref="VcdBehaviorInvoked"/> listens for.</summary>
internal sealed record BehaviorFilter
{
    private const string TypePrefix = "urn:vcloud:type:";

    /// <summary>Names or urns; empty: all.</summary>
    public IReadOnlyList<string> Behaviors { get; init; } = [];

    /// <summary>Urns, <c>vendor:name</c> or <c>vendor:name:version</c>; empty: all.</summary>
    public IReadOnlyList<string> EntityTypes { get; init; } = [];

    /// <summary>How much it says: a filter that says more goes first.</summary>
    public int Weight => (Behaviors.Count > 0 ? 2 : 0) + (EntityTypes.Count > 0 ? 1 : 0);

    public bool Matches(BehaviorInvocation invocation) =>
        (Behaviors.Count == 0 || Behaviors.Contains(invocation.BehaviorId, StringComparer.OrdinalIgnoreCase) || Behaviors.Contains(invocation.Behavior, StringComparer.OrdinalIgnoreCase))
        && (EntityTypes.Count == 0 || EntityTypes.Any(wanted => IsOfType(invocation.TypeId, wanted)));

    private static bool IsOfType(string typeId, string wanted)
    {
        var full = wanted.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase) ? wanted : TypePrefix + wanted;
        return typeId.Equals(full, StringComparison.OrdinalIgnoreCase) || typeId.StartsWith(full + ":", StringComparison.OrdinalIgnoreCase);
    }
}

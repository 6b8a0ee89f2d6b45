using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Which strategy holds for an activity: <c>customProperties.commitStrategyName</c> of the activity beats <c>options.commitStrategyName</c> of the instance's definition.
/// A name that is not known here, such as one of another host, means the default, which is durable.
/// </summary>
internal static class CommitPlan
{
    private const string Property = "commitStrategyName";

    public static CommitStrategy? Of(IActivity activity) => activity.CustomProperties.TryGetValue(Property, out var name) ? Named(name as string) : null;

    public static CommitStrategy? Named(string? name) => name switch
    {
        "Default" or nameof(CommitStrategy.EveryEffect) => CommitStrategy.EveryEffect,
        nameof(CommitStrategy.EveryActivity) => CommitStrategy.EveryActivity,
        nameof(CommitStrategy.EndOfBurst) => CommitStrategy.EndOfBurst,
        nameof(CommitStrategy.None) => CommitStrategy.None,
        _ => null,
    };
}

using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity in its place in a definition.</summary>
public sealed record ActivityNode(IActivity Activity, ActivityDescriptor Descriptor, ActivityNode? Parent)
{
    /// <summary>The workflow that the activity belongs to: the whole, or a workflow used as an activity; null for the whole itself.</summary>
    public ActivityNode? Composite { get; } = Parent is null ? null : Parent.Activity is IComposite ? Parent : Parent.Composite;

    /// <summary>Which values the journal keeps.</summary>
    internal LogPlan Log => log ??= new LogPlan(this);

    /// <summary>When the activity saves its instance; null: as the definition says.</summary>
    internal CommitStrategy? Commits { get; } = CommitPlan.Of(Activity);

    private LogPlan? log;

    public IEnumerable<ActivityNode> Ancestors()
    {
        for (var node = Parent; node is not null; node = node.Parent)
            yield return node;
    }
}

using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity in its place in a definition.</summary>
public sealed record ActivityNode(IActivity Activity, ActivityDescriptor Descriptor, ActivityNode? Parent)
{
    public IEnumerable<ActivityNode> Ancestors()
    {
        for (var node = Parent; node is not null; node = node.Parent)
            yield return node;
    }
}

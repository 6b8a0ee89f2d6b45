using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>A definition with its activities indexed. Immutable and shared by all runs.</summary>
public sealed class WorkflowGraph
{
    private readonly Dictionary<string, ActivityNode> byNodeId = new(StringComparer.Ordinal);
    private readonly Dictionary<IActivity, ActivityNode> byActivity = new(ReferenceEqualityComparer.Instance);

    private WorkflowGraph(WorkflowDefinition definition) => Definition = definition;

    public WorkflowDefinition Definition { get; }

    public Workflow Root => Definition.Workflow;

    public IReadOnlyCollection<ActivityNode> Nodes => byNodeId.Values;

    public ActivityNode Of(IActivity activity) => byActivity[activity];

    public ActivityNode? FindByNodeId(string nodeId) => byNodeId.GetValueOrDefault(nodeId);

    /// <summary>The first activity with this id.</summary>
    public ActivityNode? FindById(string id) => byNodeId.Values.FirstOrDefault(n => n.Activity.Id == id);

    /// <summary>The first activity with this name or id.</summary>
    public ActivityNode? FindByName(string idOrName) => FindById(idOrName) ?? byNodeId.Values.FirstOrDefault(n => n.Activity.Name == idOrName);

    /// <summary>Builds the index and gives every activity its node id.</summary>
    public static WorkflowGraph Build(WorkflowDefinition definition, IActivityRegistry registry, ICollection<DefinitionFault>? faults = null)
    {
        var graph = new WorkflowGraph(definition);
        graph.Add(definition.Workflow, null, registry, faults);
        return graph;
    }

    private void Add(IActivity activity, ActivityNode? parent, IActivityRegistry registry, ICollection<DefinitionFault>? faults)
    {
        var descriptor = registry.Find(activity.Type, activity.Version) ?? throw new InvalidOperationException($"Activity type {activity.Type} is not registered.");
        var node = new ActivityNode(activity, descriptor, parent);
        if (activity.Id.Length == 0)
            activity.Id = $"{descriptor.Name}{byNodeId.Count + 1}";
        activity.NodeId = parent is null ? activity.Id : $"{parent.Activity.NodeId}:{activity.Id}";
        byActivity[activity] = node;
        if (!byNodeId.TryAdd(activity.NodeId, node))
        {
            faults?.Add(new DefinitionFault(activity.Id, "id", $"The id '{activity.Id}' is used twice in the same container: give one of them another id.", FaultLevel.Save));
            activity.NodeId = $"{activity.NodeId}#{byNodeId.Count}";
            byNodeId[activity.NodeId] = node;
        }

        foreach (var child in ChildrenOf(activity, descriptor))
            Add(child, node, registry, faults);
    }

    public static IEnumerable<IActivity> ChildrenOf(IActivity activity, ActivityDescriptor descriptor)
    {
        foreach (var port in descriptor.Ports)
        {
            if (port.Get(activity) is { } child)
                yield return child;
        }

        if (activity is IContainer container)
        {
            foreach (var child in container.Activities)
                yield return child;
        }

        if (activity is IHasChildren parent)
        {
            foreach (var child in parent.GetChildren())
                yield return child;
        }
    }
}

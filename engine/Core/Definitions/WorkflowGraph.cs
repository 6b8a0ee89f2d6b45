using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>A definition with its activities indexed. Immutable and shared by all runs.</summary>
public sealed class WorkflowGraph
{
    private readonly Dictionary<string, ActivityNode> byNodeId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityNode> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityNode> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<IActivity, ActivityNode> byActivity = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<ILookup<string, ActivityNode>> byScriptName;
    private readonly Lazy<Dictionary<(string CompositeNodeId, string IdOrName), ActivityNode>> inComposites;

    private WorkflowGraph(WorkflowDefinition definition)
    {
        Definition = definition;
        inComposites = new(IndexComposites);
        byScriptName = new(() => byNodeId.Values
            .SelectMany(node => ScriptNames.Forms(node.Activity.Name ?? "").Select(name => (Name: name, Node: node)))
            .ToLookup(pair => pair.Name, pair => pair.Node, StringComparer.Ordinal));
    }

    public WorkflowDefinition Definition { get; }

    public Workflow Root => Definition.Workflow;

    public IReadOnlyCollection<ActivityNode> Nodes => byNodeId.Values;

    public ActivityNode Of(IActivity activity) => byActivity[activity];

    public ActivityNode? FindByNodeId(string nodeId) => byNodeId.GetValueOrDefault(nodeId);

    /// <summary>The first activity with this id.</summary>
    public ActivityNode? FindById(string id) => byId.GetValueOrDefault(id);

    /// <summary>The activities whose outputs scripts read by this name.</summary>
    internal IEnumerable<ActivityNode> FindByScriptName(string name) => byScriptName.Value[name];

    /// <summary>The first activity with this name or id.</summary>
    public ActivityNode? FindByName(string idOrName) => FindById(idOrName) ?? byName.GetValueOrDefault(idOrName);

    /// <summary>The first activity with this name or id in the same workflow as another, where that is a workflow used as an activity; else in the whole.</summary>
    public ActivityNode? FindByName(string idOrName, ActivityNode near)
    {
        if (near.Composite is { } composite && composite.Parent is not null && inComposites.Value.TryGetValue((composite.Activity.NodeId, idOrName), out var found))
            return found;
        return FindByName(idOrName);
    }

    /// <summary>Activities of workflows used as activities, by id and name; ids win.</summary>
    private Dictionary<(string CompositeNodeId, string IdOrName), ActivityNode> IndexComposites()
    {
        var nodes = byNodeId.Values.Where(node => node.Composite?.Parent is not null).ToList();
        var index = new Dictionary<(string CompositeNodeId, string IdOrName), ActivityNode>();
        foreach (var node in nodes)
            index.TryAdd((node.Composite!.Activity.NodeId, node.Activity.Id), node);
        foreach (var node in nodes.Where(node => node.Activity.Name is not null))
            index.TryAdd((node.Composite!.Activity.NodeId, node.Activity.Name!), node);
        return index;
    }

    /// <summary>Version ids of the workflows used as activities whose references leave the version open, by activity type.</summary>
    public IReadOnlyDictionary<string, string> WorkflowActivities { get; private init; } = new Dictionary<string, string>();

    /// <summary>Builds the index and gives every activity its node id.</summary>
    public static WorkflowGraph Build(
        WorkflowDefinition definition, IActivityRegistry registry, ICollection<DefinitionFault>? faults = null, IReadOnlyDictionary<string, string>? workflowActivities = null)
    {
        var graph = new WorkflowGraph(definition) { WorkflowActivities = workflowActivities ?? new Dictionary<string, string>() };
        graph.Add(definition.Workflow, null, registry, faults);
        return graph;
    }

    private void Add(IActivity activity, ActivityNode? parent, IActivityRegistry registry, ICollection<DefinitionFault>? faults)
    {
        var descriptor = (activity as IDescribesItself)?.Descriptor ?? registry.Find(activity.Type, activity.Version) ?? throw new InvalidOperationException($"Activity type {activity.Type} is not registered.");
        var node = new ActivityNode(activity, descriptor, parent);
        if (activity.Id.Length == 0)
            activity.Id = $"{descriptor.Name}{byNodeId.Count + 1}";
        activity.NodeId = parent is null ? activity.Id : $"{parent.Activity.NodeId}:{activity.Id}";
        byActivity[activity] = node;
        byId.TryAdd(activity.Id, node);
        if (activity.Name is { Length: > 0 } name)
            byName.TryAdd(name, node);
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

using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Reads what the triggers of a definition listen for.</summary>
public sealed class TriggerReader(WorkflowRunner runner)
{
    /// <summary>The activities that a stimulus may start the workflow at.</summary>
    public static IEnumerable<ActivityNode> TriggersOf(WorkflowGraph graph) =>
        graph.Nodes.Where(n => n.Activity is ITrigger && n.Activity is not Activity { CanStartWorkflow: false });

    /// <summary>Evaluates the payloads of a trigger; a bad input throws its message.</summary>
    public async ValueTask<IReadOnlyList<object>> ReadAsync(WorkflowGraph graph, ActivityNode node, string tenant)
    {
        var context = await runner.PrepareTriggerAsync(graph, node);
        return [.. await ((ITrigger)node.Activity).GetTriggerPayloadsAsync(new Indexing(context, tenant))];
    }

    private sealed class Indexing(ActivityRun context, string tenant) : TriggerIndexingContext
    {
        public override IActivity Trigger => context.Activity;

        public override string Tenant => tenant;

        public override T? Get<T>(Input<T>? input) where T : default => input is null ? default : context.Get(input);
    }
}

using Orchestrator.Core;

namespace Orchestrator.Runtime.Definitions;

/// <summary>Published graphs by definition, so that a start reads no definition. What is read while a definition changes is not kept.</summary>
internal sealed class StartGraphs
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, WorkflowGraph> graphs = new(StringComparer.Ordinal);
    private long epoch;

    /// <summary>Taken before a graph is read, handed to <see cref="Keep"/>.</summary>
    public long Epoch
    {
        get
        {
            lock (changing)
                return epoch;
        }
    }

    public WorkflowGraph? Find(string definitionId)
    {
        lock (changing)
            return graphs.GetValueOrDefault(definitionId);
    }

    public void Keep(string definitionId, WorkflowGraph graph, long readAt)
    {
        lock (changing)
        {
            if (epoch == readAt)
                graphs[definitionId] = graph;
        }
    }

    public void Forget(string definitionId)
    {
        lock (changing)
        {
            epoch++;
            graphs.Remove(definitionId);
        }
    }

    /// <summary>Forgets the graphs that leave the version of a workflow used as an activity open.</summary>
    public void ForgetOpenReferences()
    {
        lock (changing)
        {
            epoch++;
            foreach (var (definitionId, graph) in graphs)
            {
                if (graph.WorkflowActivities.Count > 0)
                    graphs.Remove(definitionId);
            }
        }
    }
}

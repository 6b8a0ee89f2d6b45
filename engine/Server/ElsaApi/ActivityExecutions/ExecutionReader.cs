using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <summary>Reads executions of activities out of the journal.</summary>
internal sealed class ExecutionReader(IJournalStore journal, IWorkflowStore store)
{
    /// <summary>Lines that are read at most for a list; the newest are kept.</summary>
    private const int MaxLines = 20_000;

    private const int MaxIncidents = 500;

    /// <summary>Executions in order of their start, of one place or of all; at most those in the newest 20,000 lines.</summary>
    public async ValueTask<IReadOnlyList<ExecutionAnswer>> ListAsync(InstanceSummary instance, string? nodeId, bool withData, CancellationToken cancellationToken)
    {
        var filter = new JournalFilter { InstanceId = instance.Id, NodeIds = nodeId is null ? null : [nodeId], WithData = withData, Descending = true, Take = MaxLines };
        return await BuildAsync(instance, filter, cancellationToken);
    }

    /// <summary>Executions by their ids within the instance.</summary>
    public async ValueTask<IReadOnlyList<ExecutionAnswer>> FindAsync(InstanceSummary instance, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await BuildAsync(instance, new JournalFilter { InstanceId = instance.Id, ActivityInstanceIds = ids, Descending = true, Take = MaxLines }, cancellationToken);

    /// <summary>An execution and the containers around it, the outermost last.</summary>
    public async ValueTask<IReadOnlyList<ExecutionAnswer>> StackAsync(InstanceSummary instance, string id, CancellationToken cancellationToken)
    {
        var stack = new List<ExecutionAnswer>();
        var next = id;
        do
        {
            if (await FindAsync(instance, [next], cancellationToken) is not [var execution])
                break;
            stack.Add(execution);
        }
        while (ExecutionId.TryParse(stack[^1].SchedulingActivityExecutionId, out _, out next));
        return stack;
    }

    /// <summary>How often the activities at these places were executed, with what became of it.</summary>
    public async ValueTask<IReadOnlyList<StatisticsAnswer>> CountAsync(string instanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var counts = await journal.CountAsync(instanceId, nodeIds, cancellationToken);
        return [.. counts.GroupBy(count => (count.NodeId, count.ActivityId)).Select(group => StatisticsAnswer.Of(group.Key.ActivityId, group.Key.NodeId, group))];
    }

    private async ValueTask<IReadOnlyList<ExecutionAnswer>> BuildAsync(InstanceSummary instance, JournalFilter filter, CancellationToken cancellationToken)
    {
        var lines = await journal.ListAsync(filter, cancellationToken);
        var builders = new Dictionary<string, ExecutionBuilder>(StringComparer.Ordinal);
        foreach (var line in lines.Items.Reverse())
        {
            if (line.ActivityInstanceId is not { } id || line.NodeId is null)
                continue;
            if (!builders.TryGetValue(id, out var builder))
                builders[id] = builder = new ExecutionBuilder(line);
            builder.Add(line);
        }

        if (instance.IncidentCount > 0 && builders.Count > 0)
        {
            var incidents = await store.ListIncidentsAsync(new IncidentFilter { InstanceId = instance.Id, PageSize = MaxIncidents }, cancellationToken);
            foreach (var incident in incidents.Items)
            {
                if (builders.TryGetValue(incident.ActivityInstanceId, out var builder))
                    builder.Explain(incident);
            }
        }

        return [.. builders.Values.Select(builder => builder.Build(instance))];
    }
}

using System.Globalization;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

/// <summary>Turns the triggers of a published definition into index entries and schedules.</summary>
internal sealed class TriggerActivator(
    TriggerReader reader, TriggerIndex index, IEnumerable<ITriggerGuard> guards, IScheduleStore schedules, ScheduleSignal signal, TimeProvider timeProvider)
{
    /// <summary>Faults of the triggers, such as a bad cron expression.</summary>
    public async ValueTask<IReadOnlyList<DefinitionFault>> CheckAsync(WorkflowGraph graph, string tenant, CancellationToken cancellationToken)
    {
        var faults = new List<DefinitionFault>();
        foreach (var node in TriggerReader.TriggersOf(graph))
        {
            try
            {
                var payloads = await reader.ReadAsync(graph, node, tenant);
                foreach (var guard in guards.Where(guard => guard.StimulusName == ((ITrigger)node.Activity).StimulusName))
                {
                    foreach (var payload in payloads)
                    {
                        if (await guard.FindFaultAsync(payload, tenant, cancellationToken) is { } fault)
                            faults.Add(new DefinitionFault(node.Activity.Id, null, fault));
                    }
                }
            }
            catch (WorkflowFaultException e)
            {
                faults.Add(new DefinitionFault(node.Activity.Id, null, e.Message));
            }
        }

        return faults;
    }

    public async ValueTask ActivateAsync(StoredDefinition definition, WorkflowGraph graph, CancellationToken cancellationToken)
    {
        var entries = new List<IndexedTrigger>();
        var rows = new List<ScheduleRow>();
        foreach (var node in TriggerReader.TriggersOf(graph))
        {
            var payloads = await reader.ReadAsync(graph, node, definition.Tenant);
            if (node.Activity is IScheduledTrigger)
                rows.AddRange(payloads.OfType<ScheduleSpec>().Select(spec => Schedule(definition, node, spec)));
            else
                entries.AddRange(payloads.Select(payload => Entry(definition, node, payload)));
        }

        index.Replace(definition.DefinitionId, entries);
        await schedules.ReplaceAsync(definition.DefinitionId, rows, cancellationToken);
        signal.Set();
    }

    public async ValueTask DeactivateAsync(string definitionId, CancellationToken cancellationToken)
    {
        index.Replace(definitionId, []);
        await schedules.ReplaceAsync(definitionId, [], cancellationToken);
        signal.Set();
    }

    private static IndexedTrigger Entry(StoredDefinition definition, ActivityNode node, object payload)
    {
        var name = ((ITrigger)node.Activity).StimulusName;
        var json = StimulusHash.PayloadJson(payload);
        return new IndexedTrigger(
            name, StimulusHash.OfJson(name, json), json is null ? null : PlainJson.ParseNode(json), definition.DefinitionId, definition.Id, node.Activity.Id, definition.Tenant);
    }

    private ScheduleRow Schedule(StoredDefinition definition, ActivityNode node, ScheduleSpec spec) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{definition.DefinitionId}:{node.Activity.Id}"),
        DefinitionId = definition.DefinitionId,
        ActivityId = node.Activity.Id,
        Tenant = definition.Tenant,
        Kind = spec.Kind,
        Expression = spec.Expression,
        TimeZone = spec.TimeZone,
        Misfire = spec.Misfire,
        Overlap = spec.Overlap,
        NextFireAt = ScheduleCalculator.First(spec, timeProvider.GetUtcNow()),
    };
}

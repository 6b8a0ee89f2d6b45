using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

/// <summary>Collects one cost source into the store. Once per execution: after a crash the same collection is gone on with.</summary>
[Activity("Billing", "Billing", "Collects the cost lines of one source into the store.")]
public sealed class CollectCosts : CodeActivity
{
    [Input(Description = "Name of the source; see Billing.ListSources.")]
    public Input<string> Source { get; set; } = default!;

    [Output(Description = "What was collected: {key, source, status, lines, inserted, updated, unchanged, faulty, faults}.")]
    public Output<object>? Collection { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = Source.Require(context, nameof(Source));
        var sources = context.GetRequiredService<ICostSources>();
        var source = sources.Find(name) ?? throw new WorkflowFaultException(
            $"There is no cost source '{name}'. Configured: {(sources.All.Count == 0 ? "none" : string.Join(", ", sources.All.Select(s => s.Name)))}.", "billing.unknown-source");
        var collection = await context.RunEffectAsync(new EffectRequest<CostCollection>
        {
            Name = "collect",
            Act = async (key, cancellationToken) =>
            {
                var collected = await context.GetRequiredService<ICostCollector>().CollectAsync(key, source, cancellationToken);
                return collected.Status != CollectionStatus.Failed ? collected : throw new WorkflowFaultException(
                    $"Cost source '{name}' could not be read to its end ({collected.Lines} lines are in): {collected.Error}", "billing.source-broken", collected.Error);
            },
            LookForEffect = async (key, cancellationToken) => await context.GetRequiredService<ICostStore>().FindCollectionAsync(key, cancellationToken) is
            { Status: CollectionStatus.Completed or CollectionStatus.CompletedWithFaults } found ? EffectLookup<CostCollection>.Of(found) : EffectLookup<CostCollection>.NotFound,
        });
        Journal(context, collection);
        Collection.Set(context, collection);
    }

    private static void Journal(ActivityExecutionContext context, CostCollection collection)
    {
        var outcome = collection.Status == CollectionStatus.Completed ? "completed" : "completed with faults";
        context.AddExecutionLogEntry("Collected",
            $"{collection.Source}: {outcome}; {collection.Lines} lines, {collection.Inserted} new, {collection.Updated} corrected, {collection.Unchanged} unchanged, {collection.Faulty} faulty",
            collection.Faults.Count == 0 ? null : new { collection.Faults });
    }
}

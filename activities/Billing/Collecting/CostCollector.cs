using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Billing;

internal sealed partial class CostCollector(ICostStore store, ITenantDirectory tenants, IOptions<BillingOptions> options, ILogger<CostCollector> logger) : ICostCollector
{
    public async ValueTask<CostCollection> CollectAsync(string key, ICostSource source, CancellationToken cancellationToken)
    {
        var found = await store.BeginAsync(key, source.Name, cancellationToken);
        if (found.Status is CollectionStatus.Completed or CollectionStatus.CompletedWithFaults)
            return found;

        // An attempt that died or failed is read again from the begin, so it is counted again from zero.
        var collection = found with { Lines = 0, Inserted = 0, Updated = 0, Unchanged = 0 };
        var check = new RecordCheck(tenants, options.Value.MaxFaultsKept);
        var batch = new List<CostLine>(options.Value.BatchSize);
        string? error = null;
        try
        {
            await foreach (var record in source.ReadAsync(cancellationToken))
            {
                if (await check.CheckAsync(record, cancellationToken) is not { } line)
                    continue;
                batch.Add(line);
                if (batch.Count < options.Value.BatchSize)
                    continue;
                collection = await store.SaveAsync(collection, batch, cancellationToken);
                batch.Clear();
            }
        }
        catch (CostSourceException e)
        {
            error = e.Message;
        }

        if (batch.Count > 0)
            collection = await store.SaveAsync(collection, batch, cancellationToken);
        collection = await store.FinishAsync(check.Finish(collection, error), cancellationToken);
        LogFinished(source.Name, collection.Status, collection.Lines, collection.Inserted, collection.Updated, collection.Unchanged, collection.Faulty);
        return collection;
    }
}

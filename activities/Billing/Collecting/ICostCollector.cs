namespace Orchestrator.Activities.Billing;

/// <summary>Brings a source's lines into the store. Safe for concurrent use.</summary>
public interface ICostCollector
{
    /// <summary>
    /// Collects a source once per key. A collection that died or failed is read again from the source's begin; what it had saved is neither doubled nor counted twice.
    /// A completed one gives its result without reading. A source that cannot be read to its end gives status Failed with the reason; lines before that are kept.
    /// </summary>
    /// <param name="key">Idempotency key, at most 400 characters.</param>
    ValueTask<CostCollection> CollectAsync(string key, ICostSource source, CancellationToken cancellationToken);
}

namespace Orchestrator.Activities.Billing;

/// <summary>Cost lines with their daily sums, and the collections that brought them. Safe for concurrent use, also by several processes.</summary>
public interface ICostStore
{
    /// <summary>Begins a collection, or gives the one that has this key. One that failed is running again.</summary>
    ValueTask<CostCollection> BeginAsync(string key, string source, CancellationToken cancellationToken);

    /// <summary>
    /// Saves lines in one transaction with the daily sums and the collection's counts. A line with a known id replaces what was there; an equal one changes nothing.
    /// A line that this collection has saved before, in an attempt that died, counts as it did then. Ids must be unique within <paramref name="lines"/>.
    /// </summary>
    /// <returns>The collection with its new counts.</returns>
    ValueTask<CostCollection> SaveAsync(CostCollection collection, IReadOnlyList<CostLine> lines, CancellationToken cancellationToken);

    /// <summary>Writes the status, faults, error and time of finishing.</summary>
    ValueTask<CostCollection> FinishAsync(CostCollection collection, CancellationToken cancellationToken);

    /// <summary>Finds a collection by key; null when there is none such.</summary>
    ValueTask<CostCollection?> FindCollectionAsync(string key, CancellationToken cancellationToken);

    /// <summary>When a collection that read its source to the end last finished; null when none has.</summary>
    ValueTask<DateTimeOffset?> LastCollectedAsync(CancellationToken cancellationToken);

    /// <summary>A tenant's currencies with data between two days, both inclusive, the one with the most lines first.</summary>
    ValueTask<IReadOnlyList<string>> ListCurrenciesAsync(string tenant, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Sums by day and service category between two days, both inclusive, in order of day; from the daily sums, so its cost does not grow with the lines.</summary>
    ValueTask<IReadOnlyList<DailyCost>> ListDailyAsync(string tenant, string currency, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Lines of a tenant, newest day first.</summary>
    ValueTask<Runtime.Stores.Page<StoredCostLine>> ListLinesAsync(CostLineFilter filter, CancellationToken cancellationToken);
}

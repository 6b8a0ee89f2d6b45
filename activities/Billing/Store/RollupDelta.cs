namespace Orchestrator.Activities.Billing;

/// <summary>A row of the daily sums.</summary>
internal readonly record struct RollupKey(string Tenant, string Currency, int Day, string ServiceCategory);

/// <summary>What a batch adds to it.</summary>
internal readonly record struct RollupDelta(long Cost, long Lines);

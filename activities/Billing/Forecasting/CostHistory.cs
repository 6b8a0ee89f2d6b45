namespace Orchestrator.Activities.Billing;

/// <summary>Daily costs of one service as far as they are known.</summary>
/// <param name="First">First day with data; days before it are unknown, not zero.</param>
/// <param name="Complete">Last day whose cost is complete. Later days may still grow.</param>
/// <param name="Costs">Cost by day in millionths; a day without an entry costs nothing. May hold incomplete days after <paramref name="Complete"/>.</param>
public sealed record CostHistory(DateOnly First, DateOnly Complete, IReadOnlyDictionary<DateOnly, long> Costs)
{
    public long On(DateOnly day) => Costs.GetValueOrDefault(day);
}

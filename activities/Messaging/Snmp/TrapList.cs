namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A page of traps.</summary>
internal sealed record TrapList(IReadOnlyList<TrapAnswer> Items, long TotalCount, int Page, int PageSize);

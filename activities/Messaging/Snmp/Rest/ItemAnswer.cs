namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>A list that is given whole.</summary>
internal sealed record ItemAnswer<T>(IReadOnlyList<T> Items);

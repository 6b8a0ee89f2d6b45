namespace Orchestrator.Runtime.Stores;

/// <summary>How often something happened to the activity at one place of a definition.</summary>
public sealed record JournalCount(string NodeId, string ActivityId, string EventName, long Count);

namespace Orchestrator.Runtime.Stores;

/// <summary>A state blob with the revision and the summary it belongs to.</summary>
public sealed record StoredState(InstanceSummary Summary, long Revision, ReadOnlyMemory<byte> State);

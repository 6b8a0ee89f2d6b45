using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence;

/// <summary>Whether the database answers.</summary>
/// <param name="Error">What went wrong; null when healthy.</param>
public sealed record DatabaseHealth(DatabaseKind Kind, bool IsHealthy, string? Error);

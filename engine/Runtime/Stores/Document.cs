namespace Orchestrator.Runtime.Stores;

/// <summary>A stored document.</summary>
public sealed record Document<T>(string Tenant, string Id, T Value, long Revision, DateTimeOffset UpdatedAt) where T : class;

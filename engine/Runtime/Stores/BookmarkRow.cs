using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Stores;

/// <summary>A bookmark with its instance.</summary>
public sealed record BookmarkRow(string InstanceId, string? CorrelationId, string Tenant, Bookmark Bookmark);

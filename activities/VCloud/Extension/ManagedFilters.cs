namespace Orchestrator.Activities.VCloud;

/// <summary>Filters that the extension made itself; those of others in the same service are left alone.</summary>
internal sealed record ManagedFilters(IReadOnlyList<string> Patterns);

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>Which lines of a journal to answer; null means any.</summary>
internal sealed record JournalBodyFilter(
    IReadOnlyList<string>? ActivityIds = null,
    IReadOnlyList<string>? ActivityNodeIds = null,
    IReadOnlyList<string>? ExcludedActivityTypes = null,
    IReadOnlyList<string>? EventNames = null);

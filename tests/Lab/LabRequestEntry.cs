namespace Orchestrator.Lab;

/// <summary>A request that the lab got.</summary>
/// <param name="Sequence">From 1, in order of arrival.</param>
/// <param name="Body">What was sent, without log-ins; empty for reads.</param>
/// <param name="Status">The answered status; null while in work or when the connection was broken.</param>
public sealed record LabRequestEntry(long Sequence, DateTimeOffset At, string Method, string Path, string Query, string Body, int? Status);

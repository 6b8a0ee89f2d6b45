namespace Orchestrator.Runtime.Stores;

/// <summary>An answer, as it is kept.</summary>
/// <param name="Headers">JSON object of those headers that belong to the answer, such as <c>Location</c>.</param>
public sealed record KnownAnswer(int Status, string? ContentType, string Headers, ReadOnlyMemory<byte> Body);

namespace Orchestrator.Runtime.Stores;

/// <summary>An earlier request with the same idempotency key.</summary>
/// <param name="BodyHash">Hash of its body.</param>
/// <param name="Answer">Its answer; null while it is being worked on.</param>
public sealed record KnownRequest(string BodyHash, KnownAnswer? Answer);

namespace Orchestrator.Server.Rest.Operations;

/// <summary>What the event did.</summary>
internal sealed record EventAnswer(IReadOnlyList<string> Started, IReadOnlyList<string> Resumed);

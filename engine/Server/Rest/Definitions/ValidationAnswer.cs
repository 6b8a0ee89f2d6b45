namespace Orchestrator.Server.Rest.Definitions;

/// <param name="IsValid">It can be published.</param>
internal sealed record ValidationAnswer(bool IsValid, IReadOnlyList<FaultAnswer> Faults);

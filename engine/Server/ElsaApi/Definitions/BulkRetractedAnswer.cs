namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record BulkRetractedAnswer(IReadOnlyList<string> Retracted, IReadOnlyList<string> AlreadyRetracted, IReadOnlyList<string> NotFound);

namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record BulkPublishedAnswer(IReadOnlyList<string> Published, IReadOnlyList<string> AlreadyPublished, IReadOnlyList<string> NotFound, IReadOnlyList<string> UpdatedConsumers);

namespace Orchestrator.Server.ElsaApi;

/// <param name="Deleted">How many there were.</param>
internal sealed record DeletedAnswer(int Deleted);

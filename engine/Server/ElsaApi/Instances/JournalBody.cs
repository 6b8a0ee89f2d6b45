namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record JournalBody(JournalBodyFilter? Filter = null);

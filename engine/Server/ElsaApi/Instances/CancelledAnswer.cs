namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record CancelledAnswer(int Cancelled);

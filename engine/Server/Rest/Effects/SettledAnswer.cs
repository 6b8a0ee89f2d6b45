namespace Orchestrator.Server.Rest.Effects;

/// <summary>An effect was settled.</summary>
/// <param name="InstanceId">Whose it is.</param>
/// <param name="Became">What became of the instance: <c>retried</c>, <c>cancelled</c> or <c>unchanged</c>, as when it was over already.</param>
internal sealed record SettledAnswer(string InstanceId, string Became);

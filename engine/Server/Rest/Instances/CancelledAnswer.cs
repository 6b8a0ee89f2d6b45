namespace Orchestrator.Server.Rest.Instances;

/// <param name="Cancelled">Ids of the instances that were cancelled, parents first.</param>
internal sealed record CancelledAnswer(IReadOnlyList<string> Cancelled);

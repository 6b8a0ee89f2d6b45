namespace Orchestrator.Server.ElsaApi.Execution;

/// <param name="Started">Instances that the stimulus started.</param>
/// <param name="Resumed">Instances that it resumed.</param>
internal sealed record EventAnswer(IReadOnlyList<string> Started, IReadOnlyList<string> Resumed);

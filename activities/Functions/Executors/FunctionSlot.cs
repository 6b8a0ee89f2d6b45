namespace Orchestrator.Activities.Functions.Executors;

/// <summary>Where a call runs; it is the call's alone until it is stopped.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Index">Number of the container among those of the version, from 0.</param>
/// <param name="ContainerId">Id of the container; null for the embedded executor.</param>
/// <param name="ContainerName">Its name; null for the embedded executor.</param>
public sealed record FunctionSlot(string CallId, int Index, string? ContainerId, string? ContainerName);

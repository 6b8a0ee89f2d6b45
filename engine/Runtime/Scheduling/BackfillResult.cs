namespace Orchestrator.Runtime.Scheduling;

/// <summary>What a back-fill did.</summary>
/// <param name="Started">Fire times started now, with their instances.</param>
/// <param name="Known">Fire times that had started before.</param>
public sealed record BackfillResult(IReadOnlyList<BackfilledTime> Started, IReadOnlyList<BackfilledTime> Known);

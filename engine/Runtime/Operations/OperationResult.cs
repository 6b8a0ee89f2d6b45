namespace Orchestrator.Runtime.Operations;

/// <summary>The answer to an operator's request.</summary>
/// <param name="Status">Whether it was done.</param>
/// <param name="InstanceId">The instance that was changed or made.</param>
/// <param name="Reason">Why not.</param>
public sealed record OperationResult(OperationStatus Status, string? InstanceId = null, string? Reason = null)
{
    /// <summary>By the name of what is wrong; for <see cref="OperationStatus.Invalid"/>.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    internal static OperationResult Done(string instanceId) => new(OperationStatus.Done, instanceId);

    internal static OperationResult NotFound(string reason) => new(OperationStatus.NotFound, null, reason);

    internal static OperationResult Refused(string instanceId, string reason) => new(OperationStatus.Refused, instanceId, reason);

    internal static OperationResult Invalid(string instanceId, IReadOnlyDictionary<string, string> faults) =>
        new(OperationStatus.Invalid, instanceId, "See 'errors' for each fault.") { Faults = faults };
}

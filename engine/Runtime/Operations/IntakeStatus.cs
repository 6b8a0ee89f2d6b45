namespace Orchestrator.Runtime.Operations;

/// <summary>Whether a node takes work.</summary>
/// <param name="IsOpen">False: suspended.</param>
/// <param name="Since">When it was suspended.</param>
/// <param name="By">Who suspended it.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record IntakeStatus(bool IsOpen, DateTimeOffset? Since = null, string? By = null, string? Reason = null);

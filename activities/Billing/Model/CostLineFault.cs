namespace Orchestrator.Activities.Billing;

/// <summary>Why a line was left out.</summary>
/// <param name="File">Name of the file; empty when the source has none.</param>
/// <param name="Index">Position in the file's <c>lines</c>, from 0.</param>
/// <param name="LineId">Id of the line, when it can be read.</param>
/// <param name="Field">Name of the field that is wrong.</param>
/// <param name="Reason">What is wrong with it and what is expected.</param>
public sealed record CostLineFault(string File, long Index, string? LineId, string Field, string Reason);

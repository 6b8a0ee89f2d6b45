namespace Orchestrator.Activities.Billing;

/// <summary>One record of a source: a line, or why it is none.</summary>
/// <param name="File">Name of its file; empty when the source has none.</param>
/// <param name="Index">Position in the file's <c>lines</c>, from 0.</param>
/// <param name="Line">The line; its tenant is what the source calls the organisation (name, UUID or urn). Null when there are faults.</param>
/// <param name="Faults">All that is wrong with it.</param>
public sealed record CostRecord(string File, long Index, CostLine? Line, IReadOnlyList<CostLineFault> Faults);

namespace Orchestrator.Lab;

/// <summary>A vROps custom group.</summary>
/// <param name="Included">Names of the explicitly included resources; an unknown id stands for itself.</param>
/// <param name="Members">Names of the members that the last cycle resolved.</param>
public sealed record LabGroup(Guid Id, string Name, IReadOnlyList<string> Included, IReadOnlyList<string> Members);

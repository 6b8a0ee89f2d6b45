namespace Orchestrator.Core;

/// <summary>What is wrong with a definition.</summary>
/// <param name="ActivityId">Activity at fault; null for the definition itself.</param>
/// <param name="Property">Property at fault, as in the JSON; null when it is the activity as a whole.</param>
/// <param name="Reason">What is wrong and how to mend it.</param>
/// <param name="Prevents">What the fault prevents.</param>
public sealed record DefinitionFault(string? ActivityId, string? Property, string Reason, FaultLevel Prevents = FaultLevel.Publish)
{
    public override string ToString() =>
        ActivityId is null ? $"{(Property is null ? "" : $"{Property}: ")}{Reason}" : $"Activity {ActivityId}{(Property is null ? "" : $", {Property}")}: {Reason}";
}

namespace Orchestrator.Core.Activities;

/// <summary>Marks that a connection of a flowchart was followed and its target has not run for it yet.</summary>
public sealed record FlowToken(string From, string Port, string To)
{
    public bool Blocked { get; init; }
}

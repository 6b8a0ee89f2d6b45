namespace Orchestrator.Workflows;

/// <summary>How the designer and the engine treat an activity.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

namespace Orchestrator.Runtime.Definitions;

public enum DefinitionRefusal
{
    NotFound,

    /// <summary>Built in: copy it under another definition id.</summary>
    ReadOnly,

    /// <summary>The faults prevent it.</summary>
    Faulty,
}

namespace Orchestrator.Runtime;

/// <summary>Triggers of the published definitions, in memory.</summary>
public interface ITriggerIndex
{
    /// <summary>All triggers that listen for stimuli of this name.</summary>
    IReadOnlyList<IndexedTrigger> Find(string stimulusName);
}

namespace Orchestrator.Workflows;

/// <summary>An activity that can start a workflow when a stimulus arrives.</summary>
public interface ITrigger : IActivity
{
    /// <summary>The name that stimuli for this trigger carry; the activity's type by default.</summary>
    string StimulusName => Type;

    /// <summary>
    /// The payloads to listen for, evaluated when the definition is published. A stimulus matches a payload by equal hash, or by the stimulus' own matcher.
    /// An exception refuses the publication with its message.
    /// </summary>
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

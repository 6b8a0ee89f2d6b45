namespace Orchestrator.Workflows;

/// <summary>Base of activities that wait for a stimulus, or start the workflow when it arrives.</summary>
public abstract class Trigger : Activity, ITrigger
{
    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => ValueTask.FromResult(GetTriggerPayloads(context));

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new Dictionary<string, object?>();
}

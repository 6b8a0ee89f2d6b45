using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Waits for a named event, or starts the workflow when it is published. Names are case-sensitive.</summary>
[Activity("Elsa", "Primitives", "Waits for a named event.")]
public sealed class Event : Trigger<object>
{
    public const string Stimulus = "Elsa.Event";

    /// <summary>How long an event that nobody waits for is kept: it may come a moment before the wait for it.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);

    [Input(Description = "Name of the event.")]
    public Input<string> EventName { get; set; } = default!;

    public static object PayloadOf(string eventName) => new Dictionary<string, object?> { ["eventName"] = eventName };

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        PayloadOf(context.Get(EventName) ?? throw new WorkflowFaultException("EventName is empty: give the event a name."));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
        {
            await OnEventAsync(context);
            return;
        }

        var name = EventName.Require(context, nameof(EventName));
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = PayloadOf(name), Callback = OnEventAsync, Description = $"Event '{name}'" });
    }

    private ValueTask OnEventAsync(ActivityExecutionContext context)
    {
        Result.Set(context, context.StimulusInput.TryGetValue("payload", out var payload) ? payload : null);
        return context.CompleteActivityAsync();
    }
}

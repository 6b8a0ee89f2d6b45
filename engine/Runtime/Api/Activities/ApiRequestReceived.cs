using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>Starts a workflow for a request to the tenant API; the workflow answers with <see cref="ReplyToApi"/>.</summary>
[Activity("Orchestrator", "Tenant API", "Starts the workflow for a request to the tenant API.")]
public sealed class ApiRequestReceived : Trigger<object>
{
    public const string StimulusName = "Orchestrator.ApiRequestReceived";

    [Input(Description = "Name of the route, such as functions.create.")]
    public Input<string> Route { get; set; } = default!;

    /// <summary>The payload that a stimulus for a route carries.</summary>
    public static object PayloadOf(string route) => new Dictionary<string, object?> { ["route"] = route };

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        PayloadOf(context.Get(Route) ?? throw new WorkflowFaultException("Route is empty: give the name of a route, such as functions.create."));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (!context.IsTriggerOfWorkflow)
        {
            var route = Route.Require(context, nameof(Route));
            context.CreateBookmark(new CreateBookmarkArgs { Stimulus = PayloadOf(route), Callback = OnRequestAsync, Description = $"Request to route '{route}'" });
            return;
        }

        await OnRequestAsync(context);
    }

    private ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        Result.Set(context, context.StimulusInput);
        context.WorkflowExecutionContext.Properties[ReplyToApi.RequestProperty] = context.StimulusInput.TryGetValue("request", out var request) ? request : null;
        return context.CompleteActivityAsync();
    }
}

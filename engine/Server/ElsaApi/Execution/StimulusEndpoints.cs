using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Execution;

internal static class StimulusEndpoints
{
    /// <summary>Name of the stimulus that completes a task; the payload of its bookmark holds the id.</summary>
    private const string TaskStimulus = "Elsa.RunTask";

    public static void MapStimuli(this RouteGroupBuilder group)
    {
        group.MapPost("/events/{eventName}/trigger", TriggerAsync).WithSummary("Publish an event")
            .WithDescription("Starts the workflows that it triggers, then resumes the instances that wait for it. It is answered when all of that is committed, in either execution mode.")
            .Produces<EventAnswer>();
        group.MapPost("/tasks/{taskId}/complete", CompleteAsync).WithSummary("Report that a task is done").Produces<EventAnswer>().Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> TriggerAsync(string eventName, EventBody? body, IWorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var result = await runtime.DispatchAsync(
            new Stimulus
            {
                Name = Event.Stimulus,
                Payload = Event.PayloadOf(eventName),
                Input = new Dictionary<string, object?> { ["payload"] = body?.Input },
                CorrelationId = string.IsNullOrEmpty(body?.CorrelationId) ? null : body.CorrelationId,
                WorkflowInstanceId = string.IsNullOrEmpty(body?.WorkflowInstanceId) ? null : body.WorkflowInstanceId,
                KeepFor = Event.KeepFor,
            },
            cancellationToken);
        return Answer(result);
    }

    private static async Task<IResult> CompleteAsync(string taskId, TaskBody? body, IWorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var result = await runtime.DispatchAsync(
            new Stimulus
            {
                Name = TaskStimulus,
                Matches = payload => payload?["taskId"]?.ToString() == taskId,
                Input = new Dictionary<string, object?> { ["result"] = body?.Result },
                StartsWorkflows = false,
            },
            cancellationToken);
        return result.Matched ? Answer(result) : ElsaError.NotFound($"No workflow waits for the task '{taskId}'.");
    }

    private static IResult Answer(DispatchResult result) => Results.Json(new EventAnswer(result.Started, result.Resumed), PlainJson.Options);
}

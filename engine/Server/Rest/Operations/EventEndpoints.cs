using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Rest.Idempotency;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Operations;

/// <summary>Publishes events by hand.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this RouteGroupBuilder api) => api.MapPost("/events/{name}", PublishAsync).WithTags("Operations").RequireAuthorization(AuthScheme.Administrators)
        .WithSummary("Publish an event").WithDescription("Starts the workflows whose Event trigger has this name and resumes the instances that wait for it. Names are case-sensitive.")
        .Produces<EventAnswer>().ProducesProblem(400).ProducesProblem(503);

    private static async Task<EventAnswer> PublishAsync(string name, EventRequest? request, HttpContext context, IWorkflowRuntime runtime, Runtime.Operations.IIntake intake, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        var result = await runtime.DispatchAsync(
            new Stimulus
            {
                Name = Event.Stimulus,
                Payload = Event.PayloadOf(name),
                Input = new Dictionary<string, object?> { ["payload"] = PlainValue.From(request?.Payload) },
                CorrelationId = request?.CorrelationId,
                WorkflowInstanceId = request?.InstanceId,
                Tenant = context.Caller().Narrow(request?.Tenant),
                IdempotencyKey = IdempotencyHeader.Of(context) is { } key ? $"rest:{key}" : null,
            },
            cancellationToken);
        return new EventAnswer(result.Started, result.Resumed);
    }
}

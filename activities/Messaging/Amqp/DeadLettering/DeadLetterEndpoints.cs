using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp.DeadLettering;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>REST over dead letters of AMQP.</summary>
public static class DeadLetterEndpoints
{
    private const int MaxItems = 200;
    private static readonly System.Text.Json.JsonSerializerOptions s_json = PlainJson.Options;

    /// <summary>
    /// Maps all of <c>/api/v1/dead-letters</c>. Only the role <c>administrator</c> (the provider) may use it; others get 403. 503 while the broker is
    /// away or AMQP is off.
    /// </summary>
    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var group = routes.MapGroup("/api/v1/dead-letters").WithTags("Messages").ProducesProblem(403).ProducesProblem(503);
        group.AddEndpointFilter(GuardAsync);
        group.MapGet("/queues", QueuesAsync).WithName("ListDeadLetterQueues").WithSummary("Queues with the number of their dead letters").Produces<DeadLetterQueueList>();
        group.MapGet("", ListAsync).WithName("ListDeadLetters").WithSummary("The oldest dead letters of a queue, with the reason of each")
            .Produces<DeadLetterList>().ProducesValidationProblem().ProducesProblem(404);
        group.MapPost("/replay", ReplayAsync).WithName("ReplayDeadLetters").WithSummary("Sends dead letters back to their queue")
            .Accepts<DeadLetterChoice>("application/json").Produces<DeadLetterResult>().ProducesValidationProblem().ProducesProblem(404);
        group.MapPost("/discard", DiscardAsync).WithName("DiscardDeadLetters").WithSummary("Deletes dead letters for good")
            .Accepts<DeadLetterChoice>("application/json").Produces<DeadLetterResult>().ProducesValidationProblem().ProducesProblem(404);
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!context.HttpContext.User.IsInRole("administrator"))
            return Results.Problem("Only a provider administrator may see or move dead letters.", statusCode: 403, title: "Forbidden");
        try
        {
            return await next(context);
        }
        catch (Connecting.AmqpUnavailableException exception)
        {
            return Results.Problem(exception.Message, statusCode: 503, title: "No broker");
        }
    }

    private static async Task<IResult> QueuesAsync(HttpContext context, CancellationToken cancellationToken) =>
        Results.Json(await Desk(context).QueuesAsync(cancellationToken), s_json);

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken, string queue = "", int limit = 50)
    {
        var faults = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(queue))
            faults["queue"] = ["Give the queue whose dead letters you want, without .dead."];
        if (limit is < 1 or > MaxItems)
            faults["limit"] = [$"Must be from 1 to {MaxItems}."];
        if (faults.Count > 0)
            return Results.ValidationProblem(faults);
        return await Desk(context).ListAsync(queue, limit, cancellationToken) is { } list ? Results.Json(list, s_json) : Unknown(queue);
    }

    private static Task<IResult> ReplayAsync(HttpContext context, DeadLetterChoice choice, CancellationToken cancellationToken) =>
        MoveAsync(choice, Desk(context).ReplayAsync, cancellationToken);

    private static async Task<IResult> DiscardAsync(HttpContext context, DeadLetterChoice choice, CancellationToken cancellationToken) =>
        await MoveAsync(choice, Desk(context).DiscardAsync, cancellationToken);

    private static async Task<IResult> MoveAsync(
        DeadLetterChoice choice, Func<DeadLetterChoice, CancellationToken, Task<DeadLetterResult?>> move, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(choice.Queue))
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["queue"] = ["Give the queue whose dead letters you mean, without .dead."] });
        return await move(choice, cancellationToken) is { } result ? Results.Json(result, s_json) : Unknown(choice.Queue);
    }

    private static DeadLetterDesk Desk(HttpContext context) => context.RequestServices.GetRequiredService<DeadLetterDesk>();

    private static IResult Unknown(string queue) =>
        Results.Problem($"The broker has no queue '{AmqpOptions.DeadLetterQueueOf(queue)}'; GET /api/v1/dead-letters/queues lists those known.", statusCode: 404, title: "Not found");
}

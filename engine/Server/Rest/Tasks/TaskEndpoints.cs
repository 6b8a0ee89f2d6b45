using System.Globalization;
using System.Security.Claims;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Tasks;

/// <summary>Tasks of people. A tenant's user sees the tenant's own; who is not an assignee may look but not answer; an administrator may answer any.</summary>
internal static class TaskEndpoints
{
    private const int MaxKeyLength = 200;

    public static void MapTasks(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/tasks").WithTags("Tasks");
        group.MapGet("", ListAsync).WithSummary("List tasks of people, newest first")
            .WithDescription("`state`: Open, Answered, TimedOut, Cancelled. `mine`: only what the caller may answer by name or role, or what names nobody. `role`: only what names this role.")
            .Produces<PagedList<TaskView>>().ProducesProblem(400);
        group.MapGet("/{id}", GetAsync).WithSummary("Get a task with its form").Produces<TaskView>().Produces(304).ProducesProblem(404);
        group.MapPost("/{id}/answer", AnswerAsync).WithSummary("Answer a task")
            .WithDescription("The answer is taken when the reply is 200. The same answer again, or one with the same `Idempotency-Key`, gets the same reply. With `If-Match` it is taken only from this state of the task.")
            .Produces<TaskView>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IUserTaskStore store,
        CancellationToken cancellationToken,
        string? tenant = null,
        string? state = null,
        string? instanceId = null,
        string? role = null,
        bool mine = false,
        int page = 0,
        int pageSize = 50)
    {
        var faults = Paging.Check(page, pageSize);
        var wanted = faults.Parse<UserTaskState>("state", state);
        if (faults.Any)
            return faults.ToProblem();
        var found = await store.ListAsync(
            new UserTaskFilter
            {
                Tenant = context.Caller().Narrow(tenant),
                State = wanted,
                InstanceId = instanceId,
                Role = string.IsNullOrWhiteSpace(role) ? null : role.Trim(),
                AnswerableBy = mine ? (context.Caller().User, RoleOf(context)) : null,
                Page = page,
                PageSize = pageSize,
            },
            cancellationToken);
        return Results.Ok(new PagedList<TaskView>([.. found.Items.Select(task => TaskView.Of(task, MayAnswer(context, task)))], found.TotalCount, page, pageSize));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IUserTaskStore store, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, context, store, cancellationToken) is not { } task)
            return Unknown(id);
        context.Response.Headers.ETag = ETag(task);
        return context.Request.Headers.IfNoneMatch.ToString() == ETag(task)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Ok(TaskView.Of(task, MayAnswer(context, task)));
    }

    private static async Task<IResult> AnswerAsync(
        string id, AnswerRequest request, HttpContext context, IUserTaskStore store, IUserTasks tasks, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, context, store, cancellationToken) is not { } task)
            return Unknown(id);
        if (!MayAnswer(context, task))
            return Problem.Of(403, "Not yours to answer", $"Task '{id}' is for {Assignees(task)}; '{context.Caller().User}' is none of them.");
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength)
            return Problem.Of(400, "The request is not valid", string.Create(CultureInfo.InvariantCulture, $"Idempotency-Key has {key.Length} characters; at most {MaxKeyLength} are allowed."));
        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } match && match != "*" && match != ETag(task))
            return Problem.Of(412, "The task has changed", $"Task '{id}' is {task.State} by now: read it again.");
        var result = await tasks.AnswerAsync(
            id,
            new UserTaskAnswer { User = context.Caller().User, Decision = request.Decision, Values = request.Values ?? [], IdempotencyKey = key.Length > 0 ? key : null },
            cancellationToken);
        switch (result.Outcome)
        {
            case UserTaskOutcome.Accepted:
                context.Response.Headers.ETag = ETag(result.Task!);
                return Results.Ok(TaskView.Of(result.Task!, false));
            case UserTaskOutcome.Invalid:
                return Problem.Invalid(result.Faults);
            case UserTaskOutcome.Closed:
                return Problem.Of(409, "Not open any more", Closed(result.Task!));
            default:
                return Unknown(id);
        }
    }

    private static async ValueTask<UserTask?> FindAsync(string id, HttpContext context, IUserTaskStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } task && context.Caller().MaySee(task.Tenant) ? task : null;

    private static bool MayAnswer(HttpContext context, UserTask task) => context.Caller().IsProvider || task.IsFor(context.Caller().User, RoleOf(context));

    private static string RoleOf(HttpContext context) => context.User.FindFirstValue(ClaimTypes.Role) ?? "";

    private static string ETag(UserTask task) => string.Create(CultureInfo.InvariantCulture, $"\"{task.Revision}\"");

    private static string Assignees(UserTask task) => string.Join(", ", task.Users.Concat(task.Roles.Select(role => $"role {role}")));

    private static string Closed(UserTask task) => task.State == UserTaskState.Answered
        ? $"Task '{task.Id}' was answered by '{task.AnsweredBy}'."
        : task.State == UserTaskState.Open ? $"Task '{task.Id}' is being closed: its instance goes on." : $"Task '{task.Id}' is {task.State}.";

    private static IResult Unknown(string id) => Problem.NotFound($"There is no task '{id}'.");
}

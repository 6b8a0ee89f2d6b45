using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Schedules;

/// <summary>Schedules of published definitions. Tenants see the provider's and their own; administrators pause and resume them.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/schedules").WithTags("Schedules");
        group.MapGet("", ListAsync).WithSummary("List schedules with their next fire times").Produces<ItemList<ScheduleAnswer>>();
        group.MapGet("/{id}", GetAsync).WithSummary("Get a schedule").Produces<ScheduleAnswer>().ProducesProblem(404);

        var write = api.MapGroup("/schedules").WithTags("Schedules").RequireAuthorization(AuthScheme.Administrators);
        write.MapPost("/{id}/pause", PauseAsync).WithSummary("Pause a schedule").WithDescription("What it has started goes on.").Produces<ScheduleAnswer>().ProducesProblem(404);
        write.MapPost("/{id}/resume", ResumeAsync).WithSummary("Let a schedule fire again")
            .WithDescription("From now on: times that passed meanwhile are not made up for, except that of a one-shot.").Produces<ScheduleAnswer>().ProducesProblem(404);
        write.MapPost("/{id}/backfill", BackfillAsync).WithSummary("Start the fire times of a period that have not started")
            .WithDescription("Each fire time starts once, however often the period is asked for; at most 1,000 of them.").Produces<BackfillResult>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<ItemList<ScheduleAnswer>> ListAsync(HttpContext context, ISchedules schedules, CancellationToken cancellationToken, string? definitionId = null)
    {
        var caller = context.Caller();
        var all = await schedules.ListAsync(cancellationToken);
        return new ItemList<ScheduleAnswer>(
            [.. all.Where(row => MaySee(row, caller) && (definitionId is null || row.DefinitionId == definitionId)).Select(row => ScheduleAnswer.Of(row, schedules))]);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ISchedules schedules, CancellationToken cancellationToken) =>
        await FindAsync(id, context, schedules, cancellationToken) is { } row ? Results.Ok(ScheduleAnswer.Of(row, schedules)) : Unknown(id);

    private static async Task<IResult> PauseAsync(string id, HttpContext context, ISchedules schedules, CancellationToken cancellationToken) =>
        await schedules.PauseAsync(id, cancellationToken) ? await GetAsync(id, context, schedules, cancellationToken) : Unknown(id);

    private static async Task<IResult> ResumeAsync(string id, HttpContext context, ISchedules schedules, CancellationToken cancellationToken) =>
        await schedules.ResumeAsync(id, cancellationToken) ? await GetAsync(id, context, schedules, cancellationToken) : Unknown(id);

    private static async Task<IResult> BackfillAsync(string id, BackfillRequest request, HttpContext context, ISchedules schedules, CancellationToken cancellationToken)
    {
        if (request.From is not { } from || request.To is not { } to || from >= to)
            return Problem.Invalid(new Dictionary<string, string[]> { ["from"] = ["Give `from` and a later `to`, ISO 8601 with offset, such as 2026-01-01T00:00:00Z."] });
        if (await FindAsync(id, context, schedules, cancellationToken) is null)
            return Unknown(id);
        return await schedules.BackfillAsync(id, from, to, cancellationToken) is { } result
            ? Results.Ok(result)
            : Problem.Invalid(new Dictionary<string, string[]> { ["to"] = [$"The period has more than {ISchedules.MostFireTimes} fire times: ask for it in parts."] });
    }

    private static async ValueTask<ScheduleRow?> FindAsync(string id, HttpContext context, ISchedules schedules, CancellationToken cancellationToken) =>
        (await schedules.ListAsync(cancellationToken)).FirstOrDefault(row => row.Id == id && MaySee(row, context.Caller()));

    private static bool MaySee(ScheduleRow row, ApiCaller caller) => row.Tenant.Length == 0 || caller.MaySee(row.Tenant);

    private static IResult Unknown(string id) => Problem.NotFound($"There is no schedule '{id}'.");
}

using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceReadingEndpoints
{
    private const int MaxTake = 5000;

    public static void MapInstanceReading(this RouteGroupBuilder group)
    {
        group.MapPost("", (InstanceListBody? body, HttpContext context, IWorkflowStore store, CancellationToken cancellationToken) => ListAsync(body ?? new InstanceListBody(), context, store, cancellationToken))
            .WithSummary("List instances").WithDescription("`orderBy`: Created, LastExecuted, Finished, Name; the newest first unless `orderDirection` is Ascending.")
            .Produces<ElsaPage<InstanceSummaryAnswer>>().Produces<ElsaErrorAnswer>(400);
        group.MapGet("", (HttpContext context, IWorkflowStore store, CancellationToken cancellationToken, int? page = null, int? pageSize = null, string? definitionId = null, string? correlationId = null, string? searchTerm = null) =>
                ListAsync(new InstanceListBody(page, pageSize, searchTerm, definitionId, null, correlationId), context, store, cancellationToken))
            .WithSummary("List instances by query").Produces<ElsaPage<InstanceSummaryAnswer>>().Produces<ElsaErrorAnswer>(400);
        group.MapGet("/{id}", GetAsync).WithSummary("Get an instance with its state").Produces<InstanceDetailAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/{id}/execution-state", ExecutionStateAsync).WithSummary("Ask how far an instance is").Produces<ExecutionStateAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/{id}/variables", VariablesAsync).WithSummary("Get the variables of an instance").Produces<ElsaList<VariableAnswer>>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/{id}/journal", (string id, HttpContext context, InstanceAccess access, IJournalStore journal, CancellationToken cancellationToken, int skip = 0, int take = 100) =>
                JournalAsync(id, null, context, access, journal, cancellationToken, skip, take))
            .WithSummary("Read the history of an instance").Produces<ElsaPage<JournalEntryAnswer>>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
        group.MapPost("/{id}/journal", JournalAsync)
            .WithSummary("Read a filtered history of an instance").Produces<ElsaPage<JournalEntryAnswer>>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> ListAsync(InstanceListBody body, HttpContext context, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var (filter, reasons) = body.ToFilter(context.Caller());
        if (filter is null)
            return ElsaError.Invalid(reasons);
        if (body.IsSystem == true)
            return Json(new ElsaPage<InstanceSummaryAnswer>([], 0));
        var found = await store.ListAsync(filter, cancellationToken);
        return Json(new ElsaPage<InstanceSummaryAnswer>([.. found.Items.Select(InstanceSummaryAnswer.Of)], found.TotalCount));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, InstanceAccess access, CancellationToken cancellationToken) =>
        await access.LoadAsync(id, context.Caller(), cancellationToken) is var (summary, state) ? Json(InstanceDetailAnswer.Of(summary, state)) : ElsaError.UnknownInstance(id);

    private static async Task<IResult> ExecutionStateAsync(string id, HttpContext context, InstanceAccess access, CancellationToken cancellationToken) =>
        await access.FindAsync(id, context.Caller(), cancellationToken) is { } row
            ? Json(new ExecutionStateAnswer(row.Status, row.SubStatus, row.SubStatus, row.UpdatedAt))
            : ElsaError.UnknownInstance(id);

    private static async Task<IResult> VariablesAsync(string id, HttpContext context, InstanceAccess access, CancellationToken cancellationToken) =>
        await access.LoadAsync(id, context.Caller(), cancellationToken) is var (_, state)
            ? Json(new ElsaList<VariableAnswer>(VariableAnswer.All(state)))
            : ElsaError.UnknownInstance(id);

    private static async Task<IResult> JournalAsync(
        string id, JournalBody? body, HttpContext context, InstanceAccess access, IJournalStore journal, CancellationToken cancellationToken, int skip = 0, int take = 100)
    {
        if (skip < 0 || take is < 0 or > MaxTake)
            return ElsaError.Invalid($"skip, take: {skip}, {take}; skip is at least 0, take 0 to {MaxTake}.");
        if (await access.FindAsync(id, context.Caller(), cancellationToken) is null)
            return ElsaError.UnknownInstance(id);
        var filter = body?.Filter;
        var found = await journal.ListAsync(
            new JournalFilter
            {
                InstanceId = id,
                ActivityIds = Any(filter?.ActivityIds),
                NodeIds = Any(filter?.ActivityNodeIds),
                ExcludedActivityTypes = Any(filter?.ExcludedActivityTypes),
                EventNames = Any(filter?.EventNames),
                Skip = skip,
                Take = take,
            },
            cancellationToken);
        return Json(new ElsaPage<JournalEntryAnswer>([.. found.Items.Select(JournalEntryAnswer.Of)], found.TotalCount));
    }

    private static IReadOnlyList<string>? Any(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values : null;

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}

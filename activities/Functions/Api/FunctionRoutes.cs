using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Api;

/// <summary>Routes of the tenant API that manage functions and call them.</summary>
internal static class FunctionRoutes
{
    private const string Collection = "/api/org/{org}/functions";
    private const string One = "/api/org/{org}/functions/{name}";

    public static IEnumerable<ApiRoute> All() =>
    [
        new("GET", Collection, ListAsync, "Lists the functions of an organisation."),
        new("POST", Collection, CreateAsync, "Makes a function; answers 202 and builds it in the background.", HidesBody: true),
        new("GET", One, GetAsync, "Shows a function with its source, status and build log."),
        new("PUT", One, UpdateAsync, "Makes a new version of a function; the old one serves until the new one is ready.", HidesBody: true),
        new("DELETE", One, DeleteAsync, "Removes a function with its containers and images."),
        new("POST", One + "/test", TestAsync, "Calls a function and tells how it went: status, body, duration, logs."),
        new("*", "/api/org/{org}/{*route}", CallAsync, "Calls the function that has this route."),
    ];

    private static async ValueTask<ApiOutcome> ListAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IFunctionStore>();
        var items = new List<object>();
        foreach (var record in await store.ListAsync(request.Tenant.Name, cancellationToken))
        {
            if (await store.FindVersionAsync(record.Tenant, record.Name, record.ShownVersion, cancellationToken) is { } version)
                items.Add(FunctionView.Of(record, version, await store.CallsAsync(record.Tenant, record.Name, cancellationToken), withSource: false));
        }

        return ApiReply.Json(200, new { items, totalCount = items.Count });
    }

    private static async ValueTask<ApiOutcome> GetAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IFunctionStore>();
        var (tenant, name) = (request.Tenant.Name, request.RouteValues["name"]);
        if (await store.FindAsync(tenant, name, cancellationToken) is not { } record
            || await store.FindVersionAsync(tenant, name, record.ShownVersion, cancellationToken) is not { } version)
            return NoFunction(name);
        var view = FunctionView.Of(record, version, await store.CallsAsync(tenant, name, cancellationToken), withSource: true);
        var latest = await store.FindVersionAsync(tenant, name, record.LatestVersion, cancellationToken);
        view["buildLog"] = view["log"] = (latest ?? version).BuildLog;
        return ApiReply.Json(200, view);
    }

    private static async ValueTask<ApiOutcome> CreateAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var read = FunctionSourceReader.Read(request.BodyText, current: null);
        if (read.Source is not { } source)
            return Invalid(read);
        var store = services.GetRequiredService<IFunctionStore>();
        if (await store.FindAsync(request.Tenant.Name, source.Name, cancellationToken) is not null)
            return ApiReply.Problem(409, "Conflict", $"A function '{source.Name}' exists already; change it with PUT {FunctionView.Location(request.Tenant.Name, source.Name)}.");
        if (await RouteTakenAsync(store, request.Tenant.Name, source, cancellationToken) is { } taken)
            return taken;
        return Start("functions.create", new() { ["id"] = services.GetRequiredService<IIdGenerator>().NewId(), ["source"] = Sealed(request, services, source) });
    }

    private static async ValueTask<ApiOutcome> UpdateAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IFunctionStore>();
        var (tenant, name) = (request.Tenant.Name, request.RouteValues["name"]);
        if (await store.FindAsync(tenant, name, cancellationToken) is not { } record || record.Status == FunctionStatus.Removing)
            return NoFunction(name);
        if (record.PendingVersion is { } pending)
            return ApiReply.Problem(409, "Conflict", $"Version {pending} of the function '{name}' is being built; try again when it is done.");
        var current = await store.FindVersionAsync(tenant, name, record.LatestVersion, cancellationToken)
            ?? await store.FindVersionAsync(tenant, name, record.ShownVersion, cancellationToken);
        var read = FunctionSourceReader.Read(request.BodyText, current?.Source);
        if (read.Source is not { } source)
            return Invalid(read);
        if (await RouteTakenAsync(store, tenant, source, cancellationToken) is { } taken)
            return taken;
        return Start("functions.update", new() { ["source"] = Sealed(request, services, source) });
    }

    private static async ValueTask<ApiOutcome> DeleteAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var name = request.RouteValues["name"];
        return await services.GetRequiredService<IFunctionStore>().FindAsync(request.Tenant.Name, name, cancellationToken) is null
            ? NoFunction(name)
            : Start("functions.delete", new() { ["name"] = name });
    }

    private static async ValueTask<ApiOutcome> TestAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var name = request.RouteValues["name"];
        var record = await services.GetRequiredService<IFunctionStore>().FindAsync(request.Tenant.Name, name, cancellationToken);
        return record is null ? NoFunction(name) : Call(record, test: true);
    }

    private static async ValueTask<ApiOutcome> CallAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var route = request.RouteValues["route"];
        var store = services.GetRequiredService<IFunctionStore>();
        var record = await store.FindByRouteAsync(request.Tenant.Name, route, cancellationToken);
        if (record?.ActiveVersion is { } active
            && (await store.FindVersionAsync(request.Tenant.Name, record.Name, active, cancellationToken))?.Source.Route != route)
            record = null; // The route is kept for a version that is still being built.
        return record is null || record.Status == FunctionStatus.Removing
            ? ApiReply.Problem(404, "No such route", $"No function of '{request.Tenant.Name}' has the route '{route}'.")
            : Call(record, test: false);
    }

    private static ApiOutcome Call(FunctionRecord record, bool test) => record switch
    {
        { ActiveVersion: not null } and not { Status: FunctionStatus.Removing } => Start("functions.call", new() { ["name"] = record.Name, ["test"] = test }),
        { Status: FunctionStatus.Failed } => ApiReply.Problem(409, "The function failed", record.Error ?? $"The function '{record.Name}' could not be built."),
        { Status: FunctionStatus.Removing } => NoFunction(record.Name),
        _ => ApiReply.Problem(503, "The function is not ready yet", $"The function '{record.Name}' is being built; try again soon.")
            with
        { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } },
    };

    private static Stimulus Start(string route, Dictionary<string, object?> input) =>
        new() { Name = ApiRequestReceived.StimulusName, Payload = ApiRequestReceived.PayloadOf(route), Input = input };

    private static async ValueTask<ApiReply?> RouteTakenAsync(IFunctionStore store, string tenant, FunctionSource source, CancellationToken cancellationToken) =>
        await store.FindByRouteAsync(tenant, source.Route, cancellationToken) is { } other && other.Name != source.Name
            ? ApiReply.Problem(409, "Conflict", $"The route '{source.Route}' belongs to the function '{other.Name}'.")
            : null;

    /// <summary>What the workflow gets: values of environment variables leave here encrypted.</summary>
    private static object? Sealed(ApiRequest request, IServiceProvider services, FunctionSource source) =>
        PlainValue.From(services.GetRequiredService<FunctionSecrets>().Seal(request.Tenant.Name, source));

    private static ApiReply Invalid(FunctionSourceResult read) =>
        ApiReply.Problem(400, "The function is not valid", string.Join("; ", read.Errors.SelectMany(e => e.Value.Select(v => $"{e.Key} {v}"))), read.Errors);

    private static ApiReply NoFunction(string name) => ApiReply.Problem(404, "No such function", $"There is no function '{name}'.");
}

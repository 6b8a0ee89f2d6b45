using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Lab.Vrops;

namespace Orchestrator.Lab.Http;

/// <summary><c>/lab</c>: look at the world, inject faults, raise alerts. Neither logged nor hit by faults.</summary>
internal sealed class LabApi(LabWorld world, FaultBook faults, RequestLog log, TrapSender traps, RestNotifier notifier)
{
    private static readonly JsonSerializerOptions Json = LabJson.Default.Options;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lab", Index);
        routes.MapGet("/lab/world", () => Results.Json(Snapshots.Take(world), Json));
        routes.MapGet("/lab/requests", (long? since) => Results.Json(log.Since(since ?? 0), Json));
        routes.MapGet("/lab/faults", ListFaults);
        routes.MapPost("/lab/faults", AddFaultAsync);
        routes.MapDelete("/lab/faults", ClearFaults);
        routes.MapDelete("/lab/faults/{id:int}", (int id) => faults.Release(id) ? Results.NoContent() : Results.NotFound());
        routes.MapPost("/lab/alerts", RaiseAsync);
        routes.MapPost("/lab/alerts/{id:guid}/update", (Guid id) => Change(id, AlertTrap.Change));
        routes.MapPost("/lab/alerts/{id:guid}/cancel", (Guid id) => Change(id, AlertTrap.Clear));
        routes.MapPut("/lab/stats", PutStatsAsync);
        routes.MapPut("/lab/blocking-tasks", PutBlockingAsync);
    }

    private static IResult Index() => Results.Json(new JsonObject
    {
        ["name"] = "Orchestrator lab: a simulated vCloud Director (/api, /cloudapi, /network) and vRealize Operations (/suite-api)",
        ["look"] = new JsonArray("GET /lab/world", "GET /lab/requests?since=0"),
        ["disturb"] = new JsonArray("POST /lab/faults", "POST /lab/alerts", "PUT /lab/stats", "PUT /lab/blocking-tasks"),
    });

    private IResult ListFaults() => Results.Json(new JsonArray([.. faults.List().Select(f => new JsonObject
    {
        ["id"] = f.Id,
        ["match"] = f.Fault.Match,
        ["kind"] = f.Fault.Kind.ToString(),
        ["left"] = f.Left,
    })]));

    private async Task<IResult> AddFaultAsync(HttpRequest request)
    {
        try
        {
            var fault = await JsonSerializer.DeserializeAsync(request.Body, LabJson.Default.LabFault, request.HttpContext.RequestAborted);
            return fault is null ? Bad("A fault is expected.") : Results.Json(new JsonObject { ["id"] = faults.Add(fault) }, statusCode: 201);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Bad(e.Message);
        }
    }

    private IResult ClearFaults()
    {
        faults.Clear();
        return Results.NoContent();
    }

    private async Task<IResult> RaiseAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body)
            return Bad("A JSON object is expected: {\"definition\": …, \"resource\": …}.");
        var given = new AlertRequest(
            body["definition"]?.ToString() ?? "",
            body["resource"]?.ToString(),
            body["level"]?.ToString() ?? "WARNING",
            body["metric"]?.ToString() ?? "",
            body["message"]?.ToString(),
            body["description"]?.ToString(),
            body["trapTo"]?.ToString());
        try
        {
            var (alert, orders) = world.Run(true, state => AlertDesk.Raise(state, world, given));
            traps.Send(orders);
            var notices = Notify(alert.Id, AlertTrap.Active);
            return Results.Json(new JsonObject { ["alertId"] = alert.Id.ToString(), ["traps"] = orders.Count, ["posts"] = notices }, statusCode: 201);
        }
        catch (VropsError e)
        {
            return Bad(e.Message);
        }
    }

    private int Notify(Guid id, int kind)
    {
        var notices = world.Run(false, state => AlertDesk.Notices(state, id, kind));
        _ = notifier.SendAsync(notices);
        return notices.Count;
    }

    private IResult Change(Guid id, int kind)
    {
        try
        {
            var orders = world.Run(true, state => AlertDesk.Change(state, world, id, kind));
            traps.Send(orders);
            return Results.Json(new JsonObject { ["alertId"] = id.ToString(), ["traps"] = orders.Count, ["posts"] = Notify(id, kind) });
        }
        catch (VropsError e)
        {
            return Results.Json(new JsonObject { ["message"] = e.Message }, statusCode: e.Status);
        }
    }

    private async Task<IResult> PutStatsAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body || body["resource"]?.ToString() is not { } name || body["values"] is not JsonObject values)
            return Bad("Expected: {\"resource\": name, \"values\": {key: number}}.");
        return world.Run(true, state =>
        {
            var resource = state.Vrops.Resources.Find(r => r.Name == name || r.Name.StartsWith(name + " (", StringComparison.Ordinal));
            if (resource is null)
                return Results.Json(new JsonObject { ["message"] = $"No resource {name}." }, statusCode: 404);
            if (!state.Vrops.Stats.TryGetValue(resource.Id, out var stats))
                state.Vrops.Stats[resource.Id] = stats = [];
            foreach (var (key, value) in values)
                stats[key] = double.Parse(value!.ToString(), CultureInfo.InvariantCulture);
            return Results.NoContent();
        });
    }

    /// <summary>Which operations block, as a provider chooses them in vCD's settings.</summary>
    private async Task<IResult> PutBlockingAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body || body["operations"] is not JsonArray operations)
            return Bad("Expected: {\"operations\": [\"vdcRecomposeVapp\"], \"timeoutSeconds\": 3600}.");
        return world.Run(true, state =>
        {
            state.Vcd.BlockedOperations = [.. operations.Select(o => o?.ToString() ?? "")];
            state.Vcd.BlockingTimeoutSeconds = int.TryParse(body["timeoutSeconds"]?.ToString(), CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 3600;
            return Results.NoContent();
        });
    }

    private static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Bad(string message) => Results.Json(new JsonObject { ["message"] = message }, statusCode: 400);
}

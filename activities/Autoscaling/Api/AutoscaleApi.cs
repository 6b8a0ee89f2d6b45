using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.VCloud;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>The tenant API of the rules. Reads answer themselves; writes are validated here and then start workflows, which answer.</summary>
internal static class AutoscaleApi
{
    public const string CreateRoute = "autoscale.create";
    public const string UpdateRoute = "autoscale.update";
    public const string DeleteRoute = "autoscale.delete";

    private const string Collection = "/api/org/{org}/autoscale";
    private const string Item = "/api/org/{org}/autoscale/{id}";

    public static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("GET", Collection, ListAsync, "Autoscale rules of an organisation; with ?id= one rule"),
        new("POST", Collection, CreateAsync, "Creates an autoscale rule"),
        new("PUT", Collection, UpdateAsync, "Changes the autoscale rule whose id is in the body or in ?id="),
        new("DELETE", Collection, DeleteAsync, "Deletes the autoscale rule whose id is in the body or in ?id="),
        new("GET", Item, GetAsync, "An autoscale rule"),
        new("PUT", Item, UpdateAsync, "Changes an autoscale rule; what the body leaves out stays"),
        new("DELETE", Item, DeleteAsync, "Deletes an autoscale rule; its VMs stay"),
        new("GET", Item + "/members", MembersAsync, "The VMs of an autoscale rule"),
        new("GET", Item + "/activity", ActivityAsync, "What an autoscale rule did, newest first"),
    ];

    private static async ValueTask<ApiOutcome> ListAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (request.Query.TryGetValue("id", out var id) && id.Length > 0)
            return await ForRuleAsync(request, services, id, rule => ViewAsync(rule, services, cancellationToken), cancellationToken);
        var items = new List<JsonObject>();
        var rules = await services.GetRequiredService<AutoscaleRules>().ListAsync(request.Tenant.Name, cancellationToken);
        foreach (var rule in rules.Where(r => r.Status != RuleStatus.Removing))
            items.Add(await JsonAsync(rule, services, cancellationToken));
        return ApiReply.Json(200, new { items, totalCount = items.Count });
    }

    private static ValueTask<ApiOutcome> GetAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) =>
        ForRuleAsync(request, services, request.RouteValues["id"], rule => ViewAsync(rule, services, cancellationToken), cancellationToken);

    private static async ValueTask<ApiOutcome> CreateAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var basis = new AutoscaleRule { Id = services.GetRequiredService<IIdGenerator>().NewId(), Name = "", Tenant = request.Tenant.Name, CreatedBy = request.Caller.User };
        var (rule, errors) = RuleReader.Read(request.Body, basis, isNew: true);
        if (rule is null)
            return Invalid(errors);
        if (await services.GetRequiredService<AutoscaleRules>().FindAsync(request.Tenant.Name, rule.Name, cancellationToken) is { } existing)
            return ApiReply.Problem(409, "The name is taken", $"There is an autoscale rule '{existing.Name}' already (id {existing.Id}, {existing.Status}): change that one, or choose another name.");
        return Start(CreateRoute, rule);
    }

    private static ValueTask<ApiOutcome> UpdateAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) =>
        ForRuleAsync(request, services, IdOf(request), existing =>
        {
            var (rule, errors) = RuleReader.Read(request.Body, existing, isNew: false);
            return ValueTask.FromResult(rule is null ? Invalid(errors) : Start(UpdateRoute, rule));
        }, cancellationToken);

    private static ValueTask<ApiOutcome> DeleteAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) =>
        ForRuleAsync(request, services, IdOf(request), existing => ValueTask.FromResult<ApiOutcome>(Start(DeleteRoute, existing)), cancellationToken);

    private static ValueTask<ApiOutcome> MembersAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) =>
        ForRuleAsync(request, services, request.RouteValues["id"], async rule =>
        {
            try
            {
                var items = await services.GetRequiredService<RuleMembers>().ListAsync(request.Tenant, rule, cancellationToken);
                return ApiReply.Json(200, new { items, totalCount = items.Count });
            }
            catch (VcdException exception)
            {
                return ApiReply.Problem(exception.IsTransient ? 503 : 502, "The VMs cannot be read", exception.Message);
            }
        }, cancellationToken);

    private static ValueTask<ApiOutcome> ActivityAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) =>
        ForRuleAsync(request, services, request.RouteValues["id"], async rule =>
        {
            var state = await services.GetRequiredService<ScalingStates>().GetAsync(rule, cancellationToken);
            var items = new List<ScalingActivity>();
            foreach (var entry in state.History)
                items.Add(entry.Outcome == "running" ? await AsItStandsAsync(entry, services, cancellationToken) : entry);
            return ApiReply.Json(200, new { items, totalCount = items.Count });
        }, cancellationToken);

    /// <summary>An instance that faulted or was cancelled did not come to note its end.</summary>
    private static async ValueTask<ScalingActivity> AsItStandsAsync(ScalingActivity entry, IServiceProvider services, CancellationToken cancellationToken)
    {
        var instance = await services.GetRequiredService<IWorkflowStore>().FindSummaryAsync(entry.InstanceId, cancellationToken);
        return instance is { Status: WorkflowStatus.Running }
            ? entry
            : entry with { Outcome = "failed", Reason = instance is null ? "Its workflow instance was deleted." : $"Its workflow instance ended as {instance.SubStatus}; look at its incidents." };
    }

    private static async ValueTask<ApiOutcome> ForRuleAsync(
        ApiRequest request, IServiceProvider services, string id, Func<AutoscaleRule, ValueTask<ApiOutcome>> answer, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
            return ApiReply.Problem(400, "No rule is named", "Give the rule's id in the path (…/autoscale/{id}), in the query (?id=) or in the body.");
        return await services.GetRequiredService<AutoscaleRules>().FindAsync(request.Tenant.Name, id, cancellationToken) is { } rule && rule.Status != RuleStatus.Removing
            ? await answer(rule)
            : ApiReply.Problem(404, "No such rule", $"Organisation '{request.Tenant.Name}' has no autoscale rule '{id}'.");
    }

    private static string IdOf(ApiRequest request)
    {
        if (request.RouteValues.TryGetValue("id", out var id) || request.Query.TryGetValue("id", out id))
            return id;
        try
        {
            return request.Body.Length > 0 && JsonNode.Parse(request.Body) is JsonObject body && body["id"] is JsonValue value ? value.ToString() : "";
        }
        catch (JsonException)
        {
            // The answer asks for the id.
            return "";
        }
    }

    private static ApiOutcome Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        ApiReply.Problem(400, "The rule is not valid", string.Join(" ", errors.SelectMany(e => e.Value.Select(v => e.Key.Length == 0 ? v : $"{e.Key}: {v}"))), errors);

    private static Stimulus Start(string route, AutoscaleRule rule) => new()
    {
        Name = "Orchestrator.ApiRequestReceived",
        Payload = new { route },
        Input = new Dictionary<string, object?> { ["rule"] = JsonSerializer.SerializeToElement(rule, PlainJson.Options).Deserialize<object?>(PlainJson.Options) },
        CorrelationId = rule.Id,
    };

    private static async ValueTask<ApiOutcome> ViewAsync(AutoscaleRule rule, IServiceProvider services, CancellationToken cancellationToken) =>
        ApiReply.Json(200, await JsonAsync(rule, services, cancellationToken));

    private static async ValueTask<JsonObject> JsonAsync(AutoscaleRule rule, IServiceProvider services, CancellationToken cancellationToken)
    {
        var state = await services.GetRequiredService<ScalingStates>().GetAsync(rule, cancellationToken);
        var json = JsonSerializer.SerializeToNode(rule, PlainJson.Options)!.AsObject();
        json["lastScaleAt"] = state.LastScaleAt;
        json["cooldownUntil"] = state.CooldownUntil;
        json["scaling"] = state.Holder?.Direction;
        return json;
    }
}

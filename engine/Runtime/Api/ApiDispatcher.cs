using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Api;

internal sealed class ApiDispatcher(
    ApiRoutes routes,
    RightsCheck rights,
    ITenantDirectory tenants,
    IWorkflowRuntime runtime,
    IWorkflowStore store,
    IApiReplies replies,
    IIntake intake,
    IServiceProvider services) : IApiDispatcher
{
    /// <summary>What a provider administrator acts on where the path names no organisation.</summary>
    private static readonly Tenant Provider = new("", "", "Provider");

    private const string OrgPrefix = "/api/org/";

    public async ValueTask<ApiReply?> DispatchAsync(IncomingApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var method = request.Method.ToUpperInvariant();
        var match = routes.For(await TableOfAsync(request, cancellationToken)).Find(method, request.Path);
        if (match.Allowed.Count == 0)
            return ApiReply.Problem(404, "No such route", $"The tenant API has no route '{request.Path}'.");
        if (match.Route is null)
            return NotAllowed(method, request.Path, match.Allowed);

        var (tenant, refusal) = await FindTenantAsync(match.Values, request.Caller, cancellationToken);
        if (tenant is null)
            return refusal;
        if (await rights.FindMissingAsync(match.Route, request.Caller, cancellationToken) is { } missing)
            return ApiReply.Problem(403, "Missing right", $"{method} {request.Path} needs the right '{missing}'. Ask the administrator of your organisation for it.");

        var known = new ApiRequest
        {
            Id = request.Id,
            Method = method == "HEAD" && !match.Allowed.Contains("HEAD") && !match.Allowed.Contains("*") ? "GET" : method,
            Path = request.Path,
            Query = request.Query,
            Headers = CredentialHeaders.Strip(request.Headers),
            Body = request.Body,
            RouteValues = match.Values,
            Tenant = tenant,
            Caller = request.Caller,
            ReplyTo = request.ReplyTo,
        };
        var outcome = await match.Route.Handler(known, services, cancellationToken);
        if (outcome.Reply is { } reply)
            return reply;
        if (!intake.Status.IsOpen && request.ReplyTo.Channel == HttpReplyOutboxHandler.Channel)
            return Draining();
        var seen = match.Route.HidesBody ? known with { Body = [] } : known;
        return outcome switch
        {
            { Stimulus: { } stimulus } => await DispatchAsync(seen, stimulus, request.IdempotencyKey, cancellationToken),
            { Start: { } start } => await StartAsync(seen, start, request.IdempotencyKey, cancellationToken),
            _ => throw new InvalidOperationException($"The handler of {match.Route.Methods} {match.Route.Pattern} gave neither a reply nor a stimulus."),
        };
    }

    /// <summary>A tenant's user sees the routes of its tenant, whatever organisation the path names; a provider administrator those of the path's.</summary>
    private async ValueTask<string> TableOfAsync(IncomingApiRequest request, CancellationToken cancellationToken)
    {
        if (!request.Caller.IsProvider)
            return request.Caller.TenantName;
        if (!request.Path.StartsWith(OrgPrefix, StringComparison.OrdinalIgnoreCase))
            return "";
        var org = request.Path[OrgPrefix.Length..].Split('/')[0];
        return org.Length > 0 && await tenants.FindAsync(org, cancellationToken) is { } tenant ? tenant.Name : "";
    }

    private static ApiReply Draining() => ApiReply.Problem(503, "No new work is taken now", "This node is being drained; try again soon.") with
    {
        Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
    };

    private static ApiReply NotAllowed(string method, string path, IReadOnlyList<string> allowed)
    {
        var allow = string.Join(", ", allowed);
        var reply = method == "OPTIONS"
            ? ApiReply.Text(204, "")
            : ApiReply.Problem(405, "Method not allowed", $"'{path}' does not take {method}; it takes {allow}.");
        return reply with { Headers = new Dictionary<string, string> { ["Allow"] = allow } };
    }

    /// <summary>A tenant's user gets the same answer for a foreign tenant as for none: names of tenants are not for guessing.</summary>
    private async ValueTask<(Tenant? Tenant, ApiReply? Refusal)> FindTenantAsync(
        IReadOnlyDictionary<string, string> values, ApiCaller caller, CancellationToken cancellationToken)
    {
        if (!values.TryGetValue("org", out var org))
        {
            if (caller.IsProvider)
                return (Provider, null);
            org = caller.TenantName;
        }

        var tenant = await tenants.FindAsync(org, cancellationToken);
        if (caller.IsProvider)
        {
            if (tenant is not null)
                return (tenant, null);
            var known = (await tenants.ListAsync(cancellationToken)).Select(t => t.Name).Order(StringComparer.Ordinal);
            return (null, ApiReply.Problem(404, "Unknown organisation", $"Unknown organisation '{org}'. Known: {string.Join(", ", known)}."));
        }

        return tenant is not null && tenant.Name.Equals(caller.TenantName, StringComparison.OrdinalIgnoreCase)
            ? (tenant, null)
            : (null, ApiReply.Problem(404, "Unknown organisation", $"Organisation '{org}' does not exist, or you have no right to it."));
    }

    private async ValueTask<ApiReply?> DispatchAsync(ApiRequest request, Stimulus stimulus, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = stimulus.IdempotencyKey ?? KeyOf(request, idempotencyKey);
        if (await FindEarlierAsync(request, key, cancellationToken) is { } earlier)
            return AlreadyAccepted(earlier);

        var result = await runtime.DispatchAsync(
            stimulus with { Tenant = stimulus.Tenant ?? request.Tenant.Name, IdempotencyKey = key, Input = InputOf(request, stimulus.Input) }, cancellationToken);
        if (!result.Matched)
        {
            return ApiReply.Problem(
                503, "No workflow takes this request", $"No published definition begins with {stimulus.Name} for {request.Method} {request.Path}; publish it again.");
        }

        return Accepted(request, [.. result.Started, .. result.Resumed]);
    }

    private async ValueTask<ApiReply?> StartAsync(ApiRequest request, StartWorkflow start, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = start.IdempotencyKey ?? KeyOf(request, idempotencyKey);
        if (await FindEarlierAsync(request, key, cancellationToken) is { } earlier)
            return AlreadyAccepted(earlier);

        var id = await runtime.StartAsync(
            start with { Tenant = start.Tenant ?? request.Tenant.Name, IdempotencyKey = key, StimulusInput = InputOf(request, start.StimulusInput) }, cancellationToken);
        return id is null
            ? ApiReply.Problem(503, "The workflow was not started", $"The workflow for {request.Method} {request.Path} does not take another run just now.")
            : Accepted(request, [id]);
    }

    private ApiReply? Accepted(ApiRequest request, IReadOnlyList<string> instanceIds)
    {
        replies.Accept(request.ReplyTo.RequestId, instanceIds, RunRoute.LocationOf(request.Tenant, instanceIds[0]));
        return null;
    }

    private static string? KeyOf(ApiRequest request, string? idempotencyKey) => idempotencyKey is null ? null : $"api:{request.Tenant.Name}:{idempotencyKey}";

    /// <summary>Only HTTP clients choose their keys and get an answer to a repetition; a message that comes twice is answered once.</summary>
    private async ValueTask<string?> FindEarlierAsync(ApiRequest request, string? key, CancellationToken cancellationToken) =>
        key is not null && request.ReplyTo.Channel == HttpReplyOutboxHandler.Channel ? await store.FindByStimulusKeyAsync(key, cancellationToken) : null;

    private static Dictionary<string, object?> InputOf(ApiRequest request, IReadOnlyDictionary<string, object?> more) => new(more) { ["request"] = ApiRequestValues.Of(request) };

    /// <summary>The first request's reply went to the first request: the second learns where the work is.</summary>
    private static ApiReply AlreadyAccepted(string instanceId) => ApiReply.Json(
        202,
        new { instanceId, duplicate = true },
        new Dictionary<string, string> { ["Location"] = $"/api/v1/instances/{instanceId}" });
}

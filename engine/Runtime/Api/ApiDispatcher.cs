using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Api;

internal sealed class ApiDispatcher(
    IEnumerable<ApiRoute> routes,
    ITenantDirectory tenants,
    IWorkflowRuntime runtime,
    IWorkflowStore store,
    IApiReplies replies,
    IIntake intake,
    IServiceProvider services) : IApiDispatcher
{
    private readonly ApiRouteTable _routes = new(routes);

    public async ValueTask<ApiReply?> DispatchAsync(IncomingApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var method = request.Method.ToUpperInvariant();
        var match = _routes.Find(method, request.Path);
        if (match.Allowed.Count == 0)
            return ApiReply.Problem(404, "No such route", $"The tenant API has no route '{request.Path}'.");
        if (match.Route is null)
            return NotAllowed(method, request.Path, match.Allowed);

        var (tenant, refusal) = await FindTenantAsync(match.Values.GetValueOrDefault("org", ""), request.Caller, cancellationToken);
        if (tenant is null)
            return refusal;

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
        return outcome.Stimulus is { } stimulus
            ? await StartAsync(match.Route.HidesBody ? known with { Body = [] } : known, stimulus, request.IdempotencyKey, cancellationToken)
            : throw new InvalidOperationException($"The handler of {match.Route.Methods} {match.Route.Pattern} gave neither a reply nor a stimulus.");
    }

    private static ApiReply NotAllowed(string method, string path, IReadOnlyList<string> allowed)
    {
        var allow = string.Join(", ", allowed);
        var reply = method == "OPTIONS"
            ? ApiReply.Text(204, "")
            : ApiReply.Problem(405, "Method not allowed", $"'{path}' does not take {method}; it takes {allow}.");
        return reply with { Headers = new Dictionary<string, string> { ["Allow"] = allow } };
    }

    /// <summary>A tenant's user gets the same answer for a foreign tenant as for none: names of tenants are not for guessing.</summary>
    private async ValueTask<(Tenant? Tenant, ApiReply? Refusal)> FindTenantAsync(string org, ApiCaller caller, CancellationToken cancellationToken)
    {
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

    private async ValueTask<ApiReply?> StartAsync(ApiRequest request, Stimulus stimulus, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (!intake.Status.IsOpen && request.ReplyTo.Channel == "http")
        {
            return ApiReply.Problem(503, "No new work is taken now", "This node is being drained; try again soon.")
                with
            { Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } };
        }

        var key = stimulus.IdempotencyKey ?? (idempotencyKey is null ? null : $"api:{request.Tenant.Name}:{idempotencyKey}");
        if (key is not null && request.ReplyTo.Channel == "http" && await store.FindByIdempotencyKeyAsync(key, cancellationToken) is { } earlier)
            return AlreadyAccepted(earlier);

        var result = await runtime.DispatchAsync(
            stimulus with
            {
                Tenant = stimulus.Tenant ?? request.Tenant.Name,
                IdempotencyKey = key,
                Input = new Dictionary<string, object?>(stimulus.Input) { ["request"] = ApiRequestValues.Of(request) },
            },
            cancellationToken);
        if (!result.Matched)
        {
            return ApiReply.Problem(
                503, "No workflow takes this request", $"No published definition begins with {stimulus.Name} for {request.Method} {request.Path}; publish it again.");
        }

        replies.Accept(request.ReplyTo.RequestId, [.. result.Started, .. result.Resumed]);
        return null;
    }

    /// <summary>The first request's reply went to the first request: the second learns where the work is.</summary>
    private static ApiReply AlreadyAccepted(string instanceId) => ApiReply.Json(
        202,
        new { instanceId, duplicate = true },
        new Dictionary<string, string> { ["Location"] = $"/api/v1/instances/{instanceId}" });
}

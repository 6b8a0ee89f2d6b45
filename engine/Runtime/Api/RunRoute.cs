using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Api;

/// <summary><c>GET /api/org/{org}/runs/{id}</c>: how a run goes on that was answered 202, and what it replied.</summary>
internal static class RunRoute
{
    public static ApiRoute Create() => new("GET", "/api/org/{org}/runs/{id}", HandleAsync, "How a run goes on, and its reply once there is one.");

    public static string LocationOf(Tenant tenant, string instanceId) => tenant.Name.Length == 0 ? $"/api/v1/instances/{instanceId}" : $"/api/org/{tenant.OrgId}/runs/{instanceId}";

    private static async ValueTask<ApiOutcome> HandleAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IWorkflowStore>();
        var id = request.RouteValues["id"];
        var summary = await store.FindSummaryAsync(id, cancellationToken);
        if (summary is null || !summary.Tenant.Equals(request.Tenant.Name, StringComparison.OrdinalIgnoreCase))
            return ApiReply.Problem(404, "Unknown run", $"There is no run '{id}' in this organisation.");
        var stored = await store.LoadAsync(id, cancellationToken);
        var state = stored is null ? null : StateCodec.Read(stored.State.Span);
        return ApiReply.Json(200, new Dictionary<string, object?>
        {
            ["instanceId"] = id,
            ["definition"] = summary.DefinitionName,
            ["status"] = summary.Status == WorkflowStatus.Finished ? "finished" : "running",
            ["subStatus"] = summary.SubStatus.ToString(),
            ["createdAt"] = summary.CreatedAt,
            ["finishedAt"] = summary.FinishedAt,
            ["reply"] = state?.Properties.TryGetValue(ApiAnswer.Property, out var reply) == true ? reply : null,
        });
    }
}

namespace Orchestrator.Server.TenantApi;

internal static class TenantApiEndpoints
{
    public const string Prefix = "/api/org";

    /// <summary>Everything under <c>/api/org/{org}/</c>, whatever the method; the dispatcher knows the routes.</summary>
    public static void MapTenantApi(this IEndpointRouteBuilder endpoints) => endpoints
        .Map(Prefix + "/{org}/{**rest}", (HttpContext context, TenantApiDoor door) => door.HandleAsync(context))
        .RequireAuthorization()
        .ExcludeFromDescription();
}

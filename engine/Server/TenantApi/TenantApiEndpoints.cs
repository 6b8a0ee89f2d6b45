namespace Orchestrator.Server.TenantApi;

internal static class TenantApiEndpoints
{
    public const string Prefix = "/api/org";

    /// <summary>
    /// Everything under <c>/api/org/{org}/</c>, whatever the method, and what workflows take under <c>/api/</c> elsewhere, but not below <c>/api/v1</c>; the dispatcher knows
    /// the routes.
    /// </summary>
    public static void MapTenantApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDoor(Prefix + "/{org}/{**rest}");
        endpoints.MapDoor("/api/{area:regex(^(?!v1$|org$).+$)}/{**rest}");
    }

    private static void MapDoor(this IEndpointRouteBuilder endpoints, string pattern) => endpoints
        .Map(pattern, (HttpContext context, TenantApiDoor door) => door.HandleAsync(context))
        .RequireAuthorization()
        .ExcludeFromDescription();
}

namespace Orchestrator.Server.HttpWorkflows;

internal static class HttpWorkflowEndpoints
{
    public const string BasePath = "/workflows";

    public static IServiceCollection AddHttpWorkflows(this IServiceCollection services) => services.AddSingleton<HttpWorkflowDoor>();

    /// <summary>Requests to HttpEndpoint activities; each endpoint says itself whether the caller must be signed in.</summary>
    public static void MapHttpWorkflows(this IEndpointRouteBuilder endpoints) => endpoints
        .Map(BasePath + "/{**path}", (HttpContext context, HttpWorkflowDoor door) => door.HandleAsync(context))
        .AllowAnonymous()
        .ExcludeFromDescription();
}

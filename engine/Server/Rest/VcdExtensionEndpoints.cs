using Orchestrator.Activities.VCloud;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest;

/// <summary>Registers the API extension on vCD on demand, and takes it off.</summary>
internal static class VcdExtensionEndpoints
{
    public static void MapVcdExtension(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/vcd-extension").WithTags("vCloud Director").RequireAuthorization(AuthScheme.Administrators);
        group.MapPost("", EnsureAsync).WithSummary("Registers the API extension on vCD, or brings its URL filters and rights up to date.").Produces<VcdExtensionState>().ProducesProblem(502);
        group.MapDelete("", RemoveAsync).WithSummary("Takes the API extension off vCD. It comes back with the next start, or when a workflow with a route is published.").Produces(204).ProducesProblem(502);
    }

    private static async Task<IResult> EnsureAsync(IVcdExtension extension, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Ok(await extension.EnsureAsync(cancellationToken));
        }
        catch (VcdException exception)
        {
            return Refused(exception);
        }
    }

    private static async Task<IResult> RemoveAsync(IVcdExtension extension, CancellationToken cancellationToken)
    {
        try
        {
            await extension.RemoveAsync(cancellationToken);
            return Results.NoContent();
        }
        catch (VcdException exception)
        {
            return Refused(exception);
        }
    }

    private static IResult Refused(VcdException exception) => Problem.Of(StatusCodes.Status502BadGateway, "vCloud Director refused", exception.Message);
}

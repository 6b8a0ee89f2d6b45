using Orchestrator.Runtime.Operations;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest.Operations;

/// <summary>Drains this node and lets it go on.</summary>
internal static class NodeEndpoints
{
    public static void MapNode(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/node").WithTags("Operations").RequireAuthorization(AuthScheme.Administrators);
        group.MapGet("", Get).WithSummary("Tell whether this node takes work, and how much is at work").Produces<NodeAnswer>();
        group.MapPost("/suspend", Suspend).WithSummary("Take no new work on this node")
            .WithDescription("Bursts that run go on to their end; stimuli wait unacknowledged at their source; `/health/ready` says that the node is draining. It lasts until `resume` or a restart.")
            .Produces<NodeAnswer>();
        group.MapPost("/resume", Resume).WithSummary("Take work again on this node").Produces<NodeAnswer>();
    }

    private static NodeAnswer Get(IIntake intake, IInstanceOperations operations) => NodeAnswer.Of(intake.Status, operations.BurstsAtWork);

    private static NodeAnswer Suspend(SuspendRequest? request, HttpContext context, IIntake intake, IInstanceOperations operations)
    {
        intake.Suspend(context.Caller().User, string.IsNullOrWhiteSpace(request?.Reason) ? null : request.Reason.Trim());
        return NodeAnswer.Of(intake.Status, operations.BurstsAtWork);
    }

    private static NodeAnswer Resume(IIntake intake, IInstanceOperations operations)
    {
        intake.Resume();
        return NodeAnswer.Of(intake.Status, operations.BurstsAtWork);
    }
}

namespace Orchestrator.Runtime.Api;

/// <summary>The tenant API behind all doors: finds the route, checks the tenant, runs the handler, starts the workflow.</summary>
public interface IApiDispatcher
{
    /// <summary>
    /// Handles a request. A non-null reply is the answer. Null: a workflow was started (durably) and answers by the outbox, over
    /// <see cref="ApiReplyTo"/>; an HTTP door then waits for it on <see cref="IApiReplies"/>.
    /// </summary>
    ValueTask<ApiReply?> DispatchAsync(IncomingApiRequest request, CancellationToken cancellationToken);
}

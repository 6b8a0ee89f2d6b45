using Orchestrator.Runtime.Api;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Hosting;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.TenantApi;

/// <summary>The HTTP door of the tenant API: hands each request to the dispatcher and waits for the workflow that answers.</summary>
internal sealed class TenantApiDoor(IApiDispatcher dispatcher, IApiReplies replies, IIdGenerator ids, ServerOptions options, TimeProvider time)
{
    private const string Channel = "http";

    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var requestId = ids.NewId();
        var incoming = await ReadAsync(context, requestId, cancellationToken);
        using var wait = replies.Expect(requestId);
        var reply = await dispatcher.DispatchAsync(incoming, cancellationToken) ?? await WaitAsync(wait, cancellationToken);
        await Results.Extensions.Reply(reply).ExecuteAsync(context);
    }

    private static async ValueTask<IncomingApiRequest> ReadAsync(HttpContext context, string requestId, CancellationToken cancellationToken)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var caller = context.Caller();
        return new IncomingApiRequest
        {
            Id = requestId,
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Headers = request.Headers.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            Caller = caller,
            ReplyTo = new ApiReplyTo(Channel, requestId),
            // The client's own key, bound to who it is and what it asks.
            IdempotencyKey = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? $"{caller.User}:{request.Method}:{request.Path}:{key}" : null,
        };
    }

    /// <summary>The workflow goes on when the time is up or the client is gone; its instance keeps the result.</summary>
    private async ValueTask<ApiReply> WaitAsync(IApiReplyWait wait, CancellationToken cancellationToken)
    {
        try
        {
            return await wait.Reply.WaitAsync(options.ReplyTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            var instance = wait.InstanceIds is [var first, ..] ? first : null;
            var headers = instance is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Location"] = $"/api/v1/instances/{instance}" };
            return ApiReply.Json(StatusCodes.Status202Accepted, new { instanceId = instance, status = "running" }, headers);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>Handles requests of vCD's API extension, whichever transport brought them.</summary>
internal sealed partial class VcdApiHandler(
    IApiDispatcher dispatcher, IApiReplies replies, VcdCallers callers, AnswerClaims claims, IOptions<VcdBusOptions> options, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<VcdApiHandler> logger)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _inWork = new(StringComparer.Ordinal);

    /// <summary>
    /// Gives the answer; null when a workflow was started, durably, and answers by the outbox. It has until the deadline: then <paramref name="send"/> gets 202 with the
    /// <c>Location</c> of the run.
    /// </summary>
    public async ValueTask<ApiReply?> HandleAsync(VcdRequest request, Func<ApiReply, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        if (await callers.FindAsync(request, cancellationToken) is not { } caller)
            return ApiReply.Problem(403, "Unknown organisation", $"Organisation '{request.Organisation}' is no tenant of this orchestrator.");
        var since = time.GetTimestamp();
        var done = await BeginAsync(request.Id, cancellationToken);
        try
        {
            using var wait = replies.Expect(request.Id);
            var reply = await dispatcher.DispatchAsync(Incoming(request, caller), cancellationToken);
            if (reply is null && wait.Location is { } location)
                _ = AcceptLaterAsync(request.Id, options.Value.ReplyDeadline - time.GetElapsedTime(since), location, wait.InstanceIds, send);
            return reply;
        }
        finally
        {
            _inWork.TryRemove(request.Id, out _);
            done.SetResult();
        }
    }

    /// <summary>A request that comes again while it is being dispatched waits, and then finds what became of it.</summary>
    private async Task<TaskCompletionSource> BeginAsync(string requestId, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_inWork.GetOrAdd(requestId, done) is var first && first != done)
            await first.Task.WaitAsync(cancellationToken);
        return done;
    }

    private async Task AcceptLaterAsync(string requestId, TimeSpan delay, string location, IReadOnlyList<string> instanceIds, Func<ApiReply, CancellationToken, Task> send)
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, time, stopping);
            if (!claims.TryAccept(requestId))
                return;
            var body = new { instanceId = instanceIds[0], status = "running" };
            await send(ApiReply.Json(202, body, new Dictionary<string, string> { ["Location"] = location }), stopping);
            LogAccepted(logger, requestId, options.Value.ReplyDeadline, location);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (IOException exception)
        {
            LogAcceptFailed(logger, exception, requestId);
        }
    }

    private static IncomingApiRequest Incoming(VcdRequest request, ApiCaller caller) => new()
    {
        Id = request.Id,
        Method = request.Method,
        Path = request.Path,
        Query = request.Query,
        Headers = request.Headers,
        Body = request.Body,
        Caller = caller,
        ReplyTo = request.ReplyTo,
        IdempotencyKey = $"{request.ReplyTo.Channel}:{request.Id}",
    };
}

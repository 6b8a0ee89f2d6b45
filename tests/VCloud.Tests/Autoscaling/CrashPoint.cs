namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>Where the process dies: before or after the lab has applied the n-th change.</summary>
internal sealed class CrashPoint(int change, bool afterApplying)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public Task Reached => _reached.Task;

    public bool IsArmed { get; set; }

    public async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var isChange = request.Method != HttpMethod.Get && !path.Contains("/sessions", StringComparison.Ordinal) && !path.Contains("/token/", StringComparison.Ordinal);
        if (!IsArmed || !isChange || Interlocked.Increment(ref _seen) < change)
            return await send();
        if (afterApplying)
            (await send()).Dispose();
        _reached.TrySetResult();
        // Nothing that the dying process does counts any more.
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Unreachable: the wait ends by cancellation only.");
    }
}

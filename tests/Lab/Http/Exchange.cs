using Microsoft.AspNetCore.Http;

namespace Orchestrator.Lab.Http;

/// <summary>Takes one request through the log, the faults and its handler.</summary>
internal sealed class Exchange(FaultBook faults, RequestLog log, TimeProvider time)
{
    /// <param name="handle">Applies the request.</param>
    /// <param name="fail">Words an injected error in the API's own shape.</param>
    public Task RunAsync(HttpContext http, Func<LabRequest, LabReply> handle, Func<LabRequest, LabFault, LabReply> fail) =>
        RunAsync(http, request => Task.FromResult(handle(request)), fail);

    /// <param name="handle">Applies the request.</param>
    /// <param name="fail">Words an injected error in the API's own shape.</param>
    public async Task RunAsync(HttpContext http, Func<LabRequest, Task<LabReply>> handle, Func<LabRequest, LabFault, LabReply> fail)
    {
        var request = await LabRequest.ReadAsync(http);
        var carriesSecret = request.Path.EndsWith("/token/acquire", StringComparison.Ordinal);
        var entry = log.Add(request.Method, request.Path, request.QueryString, carriesSecret ? "" : request.Body);
        var hits = faults.Take(request.Method, request.Path);

        var (reply, dropped) = await MeetAsync(hits.Where(h => !h.Fault.AfterApplying), request, fail, http.RequestAborted);
        if (reply is null && !dropped)
        {
            reply = await handle(request with { TaskFault = hits.FirstOrDefault(h => h.Fault.Kind == LabFaultKind.Task)?.Fault });
            var (replaced, lost) = await MeetAsync(hits.Where(h => h.Fault.AfterApplying), request, fail, http.RequestAborted);
            reply = replaced ?? reply;
            dropped = lost;
        }

        if (dropped)
        {
            http.Abort();
            return;
        }

        entry.Answered(reply!.Status);
        await reply.WriteAsync(http);
    }

    private async Task<(LabReply? Reply, bool Dropped)> MeetAsync(
        IEnumerable<FaultBook.Hit> hits, LabRequest request, Func<LabRequest, LabFault, LabReply> fail, CancellationToken ct)
    {
        foreach (var (fault, released) in hits)
        {
            switch (fault.Kind)
            {
                case LabFaultKind.Delay:
                    await Task.Delay(fault.Delay, time, ct);
                    break;
                case LabFaultKind.Hold:
                    await released.WaitAsync(ct);
                    break;
                case LabFaultKind.Drop:
                    return (null, true);
                case LabFaultKind.Task:
                    break;
                default:
                    return (fail(request, fault), false);
            }
        }

        return (null, false);
    }
}

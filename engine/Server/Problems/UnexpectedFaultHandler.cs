using Microsoft.AspNetCore.Diagnostics;

namespace Orchestrator.Server.Problems;

/// <summary>The last resort: logs a bug and answers 500 without its innards, with the id to look for in the log.</summary>
internal sealed partial class UnexpectedFaultHandler(ILogger<UnexpectedFaultHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        LogUnexpected(logger, exception, httpContext.Request.Method, httpContext.Request.Path, httpContext.TraceIdentifier);
        await Problem.WriteAsync(
            httpContext, StatusCodes.Status500InternalServerError, "Something went wrong here", $"The server's log has the reason under request id {httpContext.TraceIdentifier}.");
        return true;
    }
}

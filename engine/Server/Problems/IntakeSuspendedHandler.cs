using Microsoft.AspNetCore.Diagnostics;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Server.Problems;

/// <summary>Answers 503 with <c>Retry-After</c> while this node is drained.</summary>
internal sealed class IntakeSuspendedHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not IntakeSuspendedException)
            return false;
        httpContext.Response.Headers.RetryAfter = "5";
        await Problem.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, "No new work is taken now", exception.Message);
        return true;
    }
}

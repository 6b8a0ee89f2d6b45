using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.Problems;

/// <summary>Writes an <see cref="ApiReply"/> as the HTTP response.</summary>
internal sealed class ReplyResult(ApiReply reply) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = reply.StatusCode;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        if (reply.Body.Length == 0)
            return;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        await response.Body.WriteAsync(reply.Body, httpContext.RequestAborted);
    }
}

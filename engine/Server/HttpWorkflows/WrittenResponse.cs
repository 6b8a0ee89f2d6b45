using Microsoft.Net.Http.Headers;
using Orchestrator.Activities.Http;

namespace Orchestrator.Server.HttpWorkflows;

/// <summary>Sends what a workflow wrote.</summary>
internal sealed class WrittenResponse(HttpResponseContent content) : IResult
{
    private static readonly string[] OwnedByServer = ["Content-Length", "Transfer-Encoding", "Connection"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = content.StatusCode;
        // A workflow's page is not the console: it may bring a policy of its own.
        if (content.Headers.Any(header => header.Key.Equals("Content-Security-Policy", StringComparison.OrdinalIgnoreCase)))
            response.Headers.Remove("Content-Security-Policy");
        foreach (var (name, value) in content.Headers.Where(header => !OwnedByServer.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            response.Headers.Append(name, value);
        if (content.ContentType is not null)
            response.ContentType = content.ContentType;
        if (content.FileName is { } fileName)
        {
            var tag = content.EntityTag is { } text ? new EntityTagHeaderValue($"\"{text.Trim('"')}\"") : null;
            await Results.File(content.Body, content.ContentType, fileName, content.AllowsRanges, lastModified: null, tag).ExecuteAsync(httpContext);
            return;
        }

        if (content.Body.Length == 0)
            return;
        response.ContentLength = content.Body.Length;
        await response.Body.WriteAsync(content.Body, httpContext.RequestAborted);
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Orchestrator.Server.ElsaApi;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Problems;

/// <summary>Answers requests that cannot be read: JSON that is none (with line and position), bodies that are too large, parameters of the wrong type.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return false;
        var (title, detail) = bad switch
        {
            { StatusCode: StatusCodes.Status413PayloadTooLarge } => ("The request body is too large", bad.Message),
            { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ("Unsupported media type", "Send the body as 'Content-Type: application/json'."),
            { InnerException: JsonException json } => ("The body is not the JSON that was expected", JsonFault.Describe(json)),
            _ => ("The request is not valid", bad.Message),
        };
        if (httpContext.Request.Path.StartsWithSegments(ElsaApiExtensions.BasePath, StringComparison.OrdinalIgnoreCase))
            await ElsaError.Of(bad.StatusCode, $"{title}: {detail}").ExecuteAsync(httpContext);
        else
            await Problem.WriteAsync(httpContext, bad.StatusCode, title, detail);
        return true;
    }
}

using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.VCloud;

public sealed partial class VcdClient
{
    [LoggerMessage(3001, LogLevel.Information, "Signed in to vCloud Director at {Url} as {User} with API version {ApiVersion}")]
    private static partial void LogSignedIn(ILogger logger, Uri url, string user, string apiVersion);

    [LoggerMessage(3002, LogLevel.Information, "The session at vCloud Director has ended; signing in again")]
    private static partial void LogSessionEnded(ILogger logger);

    [LoggerMessage(3003, LogLevel.Debug, "{Method} {Path} answered {StatusCode}")]
    private static partial void LogCall(ILogger logger, HttpMethod method, string path, int statusCode);
}

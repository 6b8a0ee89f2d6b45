using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Vrops;

public sealed partial class VropsClient
{
    [LoggerMessage(3101, LogLevel.Information, "Signed in to vROps at {Url} as {User}")]
    private static partial void LogSignedIn(ILogger logger, Uri url, string user);

    [LoggerMessage(3102, LogLevel.Information, "The token of vROps has ended; acquiring another")]
    private static partial void LogTokenEnded(ILogger logger);

    [LoggerMessage(3103, LogLevel.Debug, "{Method} {Path} answered {StatusCode}")]
    private static partial void LogCall(ILogger logger, HttpMethod method, string path, int statusCode);
}

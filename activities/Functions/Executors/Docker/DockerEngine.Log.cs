using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Functions.Executors.Docker;

internal sealed partial class DockerEngine
{
    [LoggerMessage(5201, LogLevel.Information, "Docker Engine at {Endpoint} answers: version {Version}")]
    private partial void LogFound(string endpoint, string version);

    [LoggerMessage(5202, LogLevel.Warning, "Docker Engine at {Endpoint} is away: {Reason}")]
    private partial void LogLost(string endpoint, string reason);
}

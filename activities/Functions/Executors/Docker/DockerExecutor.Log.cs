using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Functions.Executors.Docker;

internal sealed partial class DockerExecutor
{
    [LoggerMessage(5221, LogLevel.Warning, "Container of call {CallId} to function {Function} of {Tenant} is freed: its time is over")]
    private partial void LogExpired(string tenant, string function, string callId);

    [LoggerMessage(5222, LogLevel.Information, "Function {Function} of {Tenant} exceeded its time limit of {Seconds} s; its container was killed")]
    private partial void LogKilled(string tenant, string function, int seconds);
}

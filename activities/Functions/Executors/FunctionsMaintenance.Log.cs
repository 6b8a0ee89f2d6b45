using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Functions.Executors;

internal sealed partial class FunctionsMaintenance
{
    [LoggerMessage(5231, LogLevel.Information, "Removed {Count} leftover containers and images of functions")]
    private partial void LogSwept(int count);

    [LoggerMessage(5232, LogLevel.Warning, "Leftovers of functions could not be cleared away now")]
    private partial void LogFailed(Exception exception);
}

using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Autoscaling;

internal sealed partial class AutoscalingSeed
{
    [LoggerMessage(3210, LogLevel.Information, "Autoscale rule shop is being created for tenant pscoe of the lab")]
    private static partial void LogSeeded(ILogger logger);

    [LoggerMessage(3211, LogLevel.Warning, "Autoscale rule shop was not created for the lab: {Reason}")]
    private static partial void LogNotSeeded(ILogger logger, string reason);
}

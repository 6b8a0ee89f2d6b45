using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

internal sealed partial class BehaviorDispatcher
{
    [LoggerMessage(3271, LogLevel.Warning, "vCloud Director's task {TaskId} could not be told that its workflow goes on; it may time out there.")]
    private static partial void LogReportFailed(ILogger logger, Exception exception, string taskId);
}

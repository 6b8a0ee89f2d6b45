using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Billing;

internal sealed partial class CollectAtStart
{
    [LoggerMessage(4001, LogLevel.Information, "Collection of cost data at start: instance {Instance}")]
    private partial void LogStarted(string instance);
}

using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Billing;

internal sealed partial class SampleCostWriter
{
    [LoggerMessage(4010, LogLevel.Information, "Sample cost data is in {Folder}")]
    private partial void LogWritten(string folder);
}

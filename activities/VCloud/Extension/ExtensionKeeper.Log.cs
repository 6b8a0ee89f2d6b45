using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.VCloud;

internal sealed partial class ExtensionKeeper
{
    [LoggerMessage(3020, LogLevel.Information, "vCloud Director hands {Count} URL patterns to the orchestrator over {Transport}.")]
    private static partial void LogRegistered(ILogger logger, int count, string transport);

    [LoggerMessage(3021, LogLevel.Warning, "The extension could not be brought up to date on vCloud Director; it is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}

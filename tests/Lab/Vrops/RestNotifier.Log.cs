using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab.Vrops;

internal sealed partial class RestNotifier
{
    [LoggerMessage(9111, LogLevel.Warning, "The notification to {Url} failed: {Reason}")]
    private partial void LogNotSent(Uri url, string reason);
}

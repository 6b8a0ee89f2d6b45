using Microsoft.Extensions.Logging;

namespace Orchestrator.Persistence.Commits;

internal sealed partial class CommitWriter
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A batch of {Count} commits failed and is written again one by one.")]
    private partial void BatchFailed(Exception fault, int count);
}

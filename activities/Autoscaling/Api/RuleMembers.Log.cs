using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Autoscaling;

internal sealed partial class RuleMembers
{
    [LoggerMessage(3201, LogLevel.Warning, "Members of {Rule} are listed without a part that could not be read: {Reason}")]
    private static partial void LogUnread(ILogger logger, string rule, string reason);
}

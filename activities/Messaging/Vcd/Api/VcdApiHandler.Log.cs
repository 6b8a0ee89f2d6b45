using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

internal sealed partial class VcdApiHandler
{
    [LoggerMessage(3232, LogLevel.Information, "Request {RequestId} runs longer than {Deadline}; vCloud Director was told 202, {Location}.")]
    private static partial void LogAccepted(ILogger logger, string requestId, TimeSpan deadline, string location);

    [LoggerMessage(3233, LogLevel.Warning, "Request {RequestId} could not be answered 202; its caller gets the workflow's answer or a time-out.")]
    private static partial void LogAcceptFailed(ILogger logger, Exception exception, string requestId);
}

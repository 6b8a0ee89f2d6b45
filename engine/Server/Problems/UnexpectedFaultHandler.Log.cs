namespace Orchestrator.Server.Problems;

internal sealed partial class UnexpectedFaultHandler
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly (request id {RequestId}).")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string method, string path, string requestId);
}

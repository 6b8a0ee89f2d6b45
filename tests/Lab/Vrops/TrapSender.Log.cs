using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab.Vrops;

internal sealed partial class TrapSender
{
    [LoggerMessage(EventId = 9101, Level = LogLevel.Warning, Message = "The trap to {Host}:{Port} could not be sent.")]
    private partial void LogNotSent(Exception exception, string host, int port);
}

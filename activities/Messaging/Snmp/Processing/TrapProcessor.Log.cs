using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

internal sealed partial class TrapProcessor
{
    [LoggerMessage(3121, LogLevel.Error, "{Count} traps could not be stored; next attempt in {Delay}.")]
    private static partial void LogStoreFailed(ILogger logger, Exception exception, int count, TimeSpan delay);

    [LoggerMessage(3122, LogLevel.Information, "Dispatching {Count} stored traps whose dispatch was not finished.")]
    private static partial void LogPending(ILogger logger, int count);

    [LoggerMessage(3123, LogLevel.Error, "Looking for pending traps failed; next attempt in {Delay}.")]
    private static partial void LogPendingFailed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(3124, LogLevel.Error, "The outcomes of {Count} traps could not be written; the traps are dispatched again, which changes nothing but tells them again.")]
    private static partial void LogSaveFailed(ILogger logger, Exception exception, int count);

    [LoggerMessage(3125, LogLevel.Warning, "Deleting old traps failed; it is tried again later.")]
    private static partial void LogTrimFailed(ILogger logger, Exception exception);
}

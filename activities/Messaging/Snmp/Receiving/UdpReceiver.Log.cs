using System.Net;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

internal sealed partial class UdpReceiver
{
    [LoggerMessage(3111, LogLevel.Information, "Listening for SNMP traps on UDP {EndPoint}; receive buffer {BufferBytes} bytes.")]
    private static partial void LogListening(ILogger logger, IPEndPoint endPoint, int bufferBytes);

    [LoggerMessage(3112, LogLevel.Warning, "Receiving from the SNMP socket failed; going on.")]
    private static partial void LogReceiveFailed(ILogger logger, Exception exception);

    [LoggerMessage(3113, LogLevel.Warning, "An answer could not be sent to {Target}.")]
    private static partial void LogAnswerFailed(ILogger logger, Exception exception, IPEndPoint target);

    [LoggerMessage(
        3114, LogLevel.Warning, "The kernel gave a receive buffer of {Bytes} bytes instead of {Wanted}: raise net.core.rmem_max, or give the process CAP_NET_ADMIN, so that bursts are not lost.")]
    private static partial void LogSmallBuffer(ILogger logger, int bytes, int wanted);
}

using System.Net;
using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Counts dropped datagrams and logs them with reason and source, at most one line per reason and interval. Used by one thread at a time.</summary>
internal sealed partial class DropReporter(SnmpStatistics statistics, TrapEventLog events, TimeProvider time, TimeSpan interval, ILogger logger)
{
    private readonly long[] _loggedAt = new long[SnmpRefusals.All.Length];
    private readonly long[] _silent = new long[SnmpRefusals.All.Length];

    public void Report(SnmpRefusal reason, IPEndPoint source, int length)
    {
        // Who sees the count finds the entry.
        events.Add(time.GetUtcNow(), source, length, reason);
        statistics.CountDropped(reason);
        var index = (int)reason;
        var now = time.GetTimestamp();
        if (_loggedAt[index] != 0 && time.GetElapsedTime(_loggedAt[index], now) < interval)
        {
            _silent[index]++;
            return;
        }

        LogDropped(logger, length, source, SnmpRefusals.Sentence(reason), _silent[index]);
        _loggedAt[index] = now;
        _silent[index] = 0;
    }
}

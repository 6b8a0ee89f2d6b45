using System.Diagnostics.Metrics;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Counts of the listener since it started, published as metrics. Safe for concurrent use.</summary>
internal sealed class SnmpStatistics
{
    private readonly long[] _dropped = new long[SnmpRefusals.All.Length];
    private long _received;
    private long _decoded;
    private long _answered;
    private long _collapsed;

    public SnmpStatistics(IMeterFactory meters)
    {
        var meter = meters.Create(MessagingMeter.Name);
        meter.CreateObservableCounter("orchestrator.snmp.received", () => Received, "{datagram}", "Datagrams taken from the socket.");
        meter.CreateObservableCounter("orchestrator.snmp.decoded", () => Decoded, "{trap}", "Traps and informs that were read.");
        meter.CreateObservableCounter("orchestrator.snmp.answered", () => Answered, "{inform}", "Informs that were answered.");
        meter.CreateObservableCounter("orchestrator.snmp.dropped", MeasureDropped, "{datagram}", "Datagrams that were dropped, by reason.");
        meter.CreateObservableCounter("orchestrator.snmp.kernel_drops", () => KernelDrops?.Invoke() ?? 0, "{datagram}", "Datagrams that the kernel dropped at the full socket buffer.");
        meter.CreateObservableCounter("orchestrator.snmp.collapsed", () => Collapsed, "{trap}", "Traps that were folded into an earlier one of their alert.");
        meter.CreateObservableGauge("orchestrator.snmp.queue", () => QueueLength?.Invoke() ?? 0, "{datagram}", "Datagrams that wait for the spool.");
        meter.CreateObservableGauge("orchestrator.snmp.spool", () => SpoolBytes?.Invoke() ?? 0, "By", "Bytes on disk that wait for processing.");
    }

    public long Received => Interlocked.Read(ref _received);

    public long Decoded => Interlocked.Read(ref _decoded);

    public long Answered => Interlocked.Read(ref _answered);

    public long Collapsed => Interlocked.Read(ref _collapsed);

    /// <summary>Set by the listener.</summary>
    public Func<long>? SpoolBytes { get; set; }

    /// <summary>Set by the receiver while it listens.</summary>
    public Func<long>? KernelDrops { get; set; }

    /// <summary>Set by the listener.</summary>
    public Func<int>? QueueLength { get; set; }

    public void CountReceived() => Interlocked.Increment(ref _received);

    public void CountDecoded() => Interlocked.Increment(ref _decoded);

    public void CountAnswered() => Interlocked.Increment(ref _answered);

    public void CountCollapsed(int count) => Interlocked.Add(ref _collapsed, count);

    public void CountDropped(SnmpRefusal reason) => Interlocked.Increment(ref _dropped[(int)reason]);

    public long Dropped(SnmpRefusal reason) => Interlocked.Read(ref _dropped[(int)reason]);

    private IEnumerable<Measurement<long>> MeasureDropped()
    {
        foreach (var reason in SnmpRefusals.All)
        {
            if (reason != SnmpRefusal.None)
                yield return new Measurement<long>(Dropped(reason), new KeyValuePair<string, object?>("reason", SnmpRefusals.Tag(reason)));
        }
    }
}

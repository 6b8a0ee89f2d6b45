using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>How SNMP traps and informs are received.</summary>
public sealed class SnmpTrapOptions
{
    /// <summary>UDP address and port, IPv4 or IPv6 (<c>[::]</c> takes both); null: no listener. Default: null. Port 0 takes a free one.</summary>
    public IPEndPoint? Listen { get; set; }

    /// <summary>Communities that are accepted, compared exactly; empty: any. Default: empty.</summary>
    public IList<string> Communities { get; } = [];

    /// <summary>Kernel's receive buffer in bytes; the kernel may give less (<c>net.core.rmem_max</c>), which is logged. Default: 8 MiB.</summary>
    [Range(65_536, 1_073_741_824)]
    public int ReceiveBufferBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Datagrams that may wait between receiver and processing; more are dropped and counted (<c>queue-full</c>). Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Traps stored in one transaction at most. Default: 256.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Traps of different alerts that are dispatched at the same time. Default: 64.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrentDispatches { get; set; } = 64;

    /// <summary>Stored traps to keep, newest first; a trap that still waits for its dispatch is always kept. Default: 10,000.</summary>
    [Range(1, 100_000_000)]
    public int KeepLast { get; set; } = 10_000;

    /// <summary>A datagram with the same bytes from the same address within this time is a re-send. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>First wait after a failed store or dispatch; it doubles up to 60 s. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two log lines about dropped datagrams with the same reason. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DropLogInterval { get; set; } = TimeSpan.FromSeconds(10);
}

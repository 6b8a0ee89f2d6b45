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

    /// <summary>Addresses and networks (CIDR) of senders that are taken; empty: any. Default: empty.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>Version 3 users besides those that are kept in the database. Default: none.</summary>
    public IList<SnmpUserOptions> Users { get; } = [];

    /// <summary>Whether versions 1 and 2c, which have no security, are taken. Default: true.</summary>
    public bool AcceptCommunities { get; set; } = true;

    /// <summary>
    /// Kernel's receive buffer in bytes. Beyond <c>net.core.rmem_max</c> the kernel gives it only to a process with CAP_NET_ADMIN; what it gave is logged. Default: 16 MiB.
    /// </summary>
    [Range(65_536, 1_073_741_824)]
    public int ReceiveBufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Datagrams a second that one sender may send in the long run; more are dropped and counted (<c>over-budget</c>). 0: no limit. Default: 2,000.</summary>
    [Range(0, 10_000_000)]
    public int SourceRate { get; set; } = 2_000;

    /// <summary>Datagrams that one sender may send at once before <see cref="SourceRate"/> counts. Default: 20,000.</summary>
    [Range(1, 10_000_000)]
    public int SourceBurst { get; set; } = 20_000;

    /// <summary>
    /// Datagrams that may wait for the spool; more are dropped and counted (<c>queue-full</c>), low priority from half of it on, normal from nine tenths. Default: 20,000.
    /// </summary>
    [Range(10, 1_000_000)]
    public int QueueCapacity { get; set; } = 20_000;

    /// <summary>
    /// Bytes on disk that may wait for processing, for instance while the database is down; more are dropped and counted (<c>spool-full</c>) by the same priorities. Default: 256 MiB.
    /// </summary>
    [Range(1_048_576, 1_099_511_627_776)]
    public long SpoolBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How long an alert must be quiet until the same state counts as news again; see the rules for traps of one's own. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time that the last state of a flapping alert is held back. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxHold { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Alerts that are watched for repetitions at once; traps of more are delivered each. Default: 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxAlerts { get; set; } = 100_000;

    /// <summary>Traps stored in one transaction at most. Default: 256.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Traps of different alerts that are dispatched at the same time: their commits are grouped. Default: 256.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrentDispatches { get; set; } = 256;

    /// <summary>Stored traps to keep, newest first; a trap that still waits for its dispatch is always kept. Default: 10,000.</summary>
    [Range(1, 100_000_000)]
    public int KeepLast { get; set; } = 10_000;

    /// <summary>A datagram with the same bytes from the same address within this time is a re-send. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Datagrams that are remembered for it at most, about 300 bytes each; when more arrive within the time, the oldest are forgotten. Default: 100,000.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxDuplicates { get; set; } = 100_000;

    /// <summary>First wait after a failed store or dispatch; it doubles up to 60 s. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two log lines about dropped datagrams with the same reason. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DropLogInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often users, rules and MIBs are read anew, so that a change made on another node takes effect. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(15);
}

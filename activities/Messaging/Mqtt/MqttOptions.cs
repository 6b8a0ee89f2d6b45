using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>vCD's bus over MQTT 3.1.1 (vCD 10.2 and later).</summary>
public sealed class MqttOptions
{
    /// <summary>Connects to the bus that <see cref="Runtime.Api.IVcdBusAccess"/> gives. Default: false. In a cluster one node connects: the broker knows one session.</summary>
    public bool IsEnabled { get; set; }

    /// <summary>Client id: the broker keeps undelivered messages for it while the connection is away. Default: <c>orchestrator</c>.</summary>
    [Required]
    public string ClientId { get; set; } = "orchestrator";

    /// <summary>Messages that are handled at the same time. Default: 100.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 100;

    /// <summary>Attempts to handle a message before it is given up, with its reason in the log; a caller gets 503. Default: 5.</summary>
    [Range(1, 100)]
    public int HandlingAttempts { get; set; } = 5;

    /// <summary>Largest message in bytes; a larger one is given up unread, with its size in the log. Default: 16 MiB.</summary>
    [Range(1_024, 268_435_455)]
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>First wait after a failed connection or attempt; it doubles up to <see cref="MaxRetryDelay"/>. Default: 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between attempts. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker may take to answer. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Accepts any certificate of the broker. Default: false; for test systems only.</summary>
    public bool AcceptAnyCertificate { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>Connection to RabbitMQ (AMQP 0-9-1), vCD's API extension behind it, and queues of workflows.</summary>
public sealed class AmqpOptions
{
    /// <summary>Broker: <c>amqp://user:password@host:5672/vhost</c>, or <c>amqps</c>. Null: no AMQP. Default: null.</summary>
    public Uri? Uri { get; set; }

    /// <summary>Exchange that vCD publishes API requests to (<c>vmext:Exchange</c> of the service); declared as a durable topic exchange. Default: <c>vcdext</c>.</summary>
    [Required]
    public string Exchange { get; set; } = "vcdext";

    /// <summary>Queue of API requests: a quorum queue bound to <see cref="Exchange"/> with <c>#</c>. Default: <c>orchestrator.vcd-api</c>.</summary>
    [Required]
    public string Queue { get; set; } = "orchestrator.vcd-api";

    /// <summary>
    /// Direct exchange for messages that cannot be handled. Each queue has its dead-letter queue <c>{queue}.dead</c> there; the header <c>x-reason</c> says why
    /// (<c>x-death</c> where the broker moved the message itself, at the delivery limit). Default: <c>orchestrator.dlx</c>.
    /// </summary>
    [Required]
    public string DeadLetterExchange { get; set; } = "orchestrator.dlx";

    /// <summary>User name, over the one in <see cref="Uri"/>. Default: null, the address's own.</summary>
    public string? User { get; set; }

    /// <summary>Password, over the one in <see cref="Uri"/>. Never logged. Default: null, the address's own.</summary>
    public string? Password { get; set; }

    /// <summary>File with the certificates (PEM) of the authorities that may sign the broker's certificate. Default: null, those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>File with the client's certificate (PEM), for brokers that ask for one. Default: null, none.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>File with the private key (PEM) of <see cref="ClientCertificateFile"/>. Default: null, the same file.</summary>
    public string? ClientKeyFile { get; set; }

    /// <summary>Name that the broker's certificate must carry. Default: null, the host of <see cref="Uri"/>.</summary>
    public string? ServerName { get; set; }

    /// <summary>Queue of the replies to <see cref="RequestReply"/>: durable, so that a reply survives a restart of either side. Default: <c>orchestrator.replies</c>.</summary>
    [Required]
    public string ReplyQueue { get; set; } = "orchestrator.replies";

    /// <summary>
    /// Unacknowledged messages per consumer: as many are in work at the same time, and their commits share transactions. Default: 500; below 250 the broker's round trips
    /// limit the rate.
    /// </summary>
    [Range(1, 10_000)]
    public int Prefetch { get; set; } = 500;

    /// <summary>
    /// How long a message of a queue for which instances wait is held when none waits for it just now, as between two messages of a loop, before it is dead-lettered.
    /// Default: 60 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan WaitPatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Deliveries of a message after which the broker dead-letters it: a message that kills the process does so no more often. Default: 20.</summary>
    [Range(1, 1_000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>Largest message that is read, in bytes; a larger one is dead-lettered. Default: 16 MiB.</summary>
    [Range(1_024, 128 * 1_024 * 1_024)]
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Attempts to handle a message (the database may be away for a moment) before it is dead-lettered and its caller gets 503. Default: 5.</summary>
    [Range(1, 100)]
    public int HandlingAttempts { get; set; } = 5;

    /// <summary>Attempts to send a reply that the broker cannot route (no such exchange, no queue) before it is dead-lettered. Default: 5.</summary>
    [Range(1, 100)]
    public int ReplyAttempts { get; set; } = 5;

    /// <summary>First wait after a failed connection or attempt; it doubles up to <see cref="MaxRetryDelay"/>. Default: 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between attempts. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker may take to confirm a message. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the queues of published <c>Orchestrator.AmqpMessageReceived</c> triggers are compared with the running consumers. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan TriggerScanInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Queue of vCD's notifications. Default: <c>orchestrator.vcd-events</c>.</summary>
    [Required]
    public string EventQueue { get; set; } = "orchestrator.vcd-events";

    /// <summary>
    /// Exchanges of vCD's notifications: <c>AmqpExchange</c> of the cell's settings (XML) and <c>{AmqpPrefix}.notifications20</c> (JSON). Default: <c>systemExchange</c> and
    /// <c>vcd.notifications20</c>. Empty: notifications are not received.
    /// </summary>
    public IList<string> EventExchanges { get; } = ["systemExchange", "vcd.notifications20"];

    /// <summary>Name of the dead-letter queue of outgoing messages that the broker cannot route, before <c>.dead</c>. Default: <c>orchestrator.outgoing</c>.</summary>
    [Required]
    public string OutgoingQueue { get; set; } = "orchestrator.outgoing";

    /// <summary>Dead-letter queue of a queue.</summary>
    public static string DeadLetterQueueOf(string queue) => queue + ".dead";
}

using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab;

/// <summary>How a lab is started.</summary>
public sealed class LabOptions
{
    /// <summary>The address to listen on; port 0 takes a free one. Default <c>http://127.0.0.1:0</c>.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>The file that keeps the world over restarts. Default none: the world lives in memory only.</summary>
    public string? DataFile { get; set; }

    /// <summary>The clock that tasks, tokens and cycles follow. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How long a vCD task runs. Zero or more. Default 300 ms.</summary>
    public TimeSpan TaskDuration { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often vROps discovers VMs and resolves group members (5 minutes in the product). More than zero. Default 1 s.</summary>
    public TimeSpan CycleInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a vCD session lives. Default 24 h.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a vROps token lives. Default 6 h.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Where the lab logs. Default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes generated ids repeatable. Default none: random ids.</summary>
    public int? Seed { get; set; }

    /// <summary>Where raised alerts are sent as SNMP traps besides what the notification rules say, as <c>host:port</c>. Default none.</summary>
    public string? TrapTo { get; set; }

    /// <summary>The community of traps sent to <see cref="TrapTo"/>. Default <c>public</c>.</summary>
    public string TrapCommunity { get; set; } = "public";

    /// <summary>The broker that vCD publishes API requests and notifications to (AMQP 0-9-1). Default none.</summary>
    public Uri? Amqp { get; set; }

    /// <summary>Runs vCD's own MQTT broker at <c>/messaging/mqtt</c> (WebSocket) of the same address. Default false.</summary>
    public bool Mqtt { get; set; }

    /// <summary>How long vCD waits for the reply of an extension (<c>extensibility.timeout</c>). More than zero. Default 10 s.</summary>
    public TimeSpan ExtensionTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

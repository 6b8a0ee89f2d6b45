using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>Whom to talk to, and how.</summary>
public sealed record SnmpTarget
{
    /// <summary>Address and UDP port; agents listen on 161, receivers of traps on 162.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Default 2c.</summary>
    public SnmpVersion Version { get; init; } = SnmpVersion.V2c;

    /// <summary>Versions 1 and 2c. Default <c>public</c>.</summary>
    public string Community { get; init; } = "public";

    /// <summary>Version 3 needs one.</summary>
    public UsmUser? User { get; init; }

    /// <summary>Version 3: context. Default empty.</summary>
    public string ContextName { get; init; } = "";

    /// <summary>How long one attempt waits for an answer. Default 2 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts after the first. Default 2.</summary>
    public int Retries { get; init; } = 2;
}

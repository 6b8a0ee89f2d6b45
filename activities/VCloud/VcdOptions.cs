using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.VCloud;

/// <summary>How to reach vCloud Director.</summary>
public sealed class VcdOptions
{
    /// <summary>Base address such as <c>https://vcd.example.test</c>; null: no vCD, and its activities fail with a message that says so.</summary>
    public Uri? Url { get; set; }

    /// <summary>User name; <c>user@org</c> overrides <see cref="Org"/>.</summary>
    public string User { get; set; } = "administrator";

    /// <summary>Password. Never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>Organisation of the user; <c>System</c> (default) for a provider administrator, who may act in all organisations.</summary>
    public string Org { get; set; } = "System";

    /// <summary>Accepts any server certificate. Default false; for test systems only.</summary>
    public bool AcceptAnyCertificate { get; set; }

    /// <summary>Time-out of one request in seconds, 1 to 600. Default 30.</summary>
    [Range(1, 600)]
    public int RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>Time between two looks at a task or a VM that is not ready, in milliseconds, 100 to 60000. Default 1000.</summary>
    [Range(100, 60_000)]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>Time between two synchronisations of the organisations into the tenant directory, in seconds, 10 to 86400. Default 180.</summary>
    [Range(10, 86_400)]
    public int OrganizationSyncSeconds { get; set; } = 180;

    /// <summary>Name of the extension service that carries the API filters. Default <c>orchestrator</c>.</summary>
    [Required]
    public string ExtensionName { get; set; } = "orchestrator";

    /// <summary>Namespace of the extension service; must not begin with <c>com.vmware.vcloud</c>. Default <c>orchestrator.extension</c>.</summary>
    [Required]
    public string ExtensionNamespace { get; set; } = "orchestrator.extension";

    /// <summary>Exchange to which vCD publishes requests. Default <c>vcdext</c>.</summary>
    [Required]
    public string ExtensionExchange { get; set; } = "vcdext";

    /// <summary>Routing key of the requests. Default <c>orchestrator</c>.</summary>
    [Required]
    public string ExtensionRoutingKey { get; set; } = "orchestrator";

    /// <summary>
    /// Keeps the extension on vCD up to date: the service with URL filters for all routes of workflows, and their rights. Needs a provider administrator. Default false.
    /// </summary>
    public bool RegistersExtension { get; set; }

    /// <summary>Hands requests over by vCD's own MQTT bus (10.2 and later) instead of AMQP. Default false.</summary>
    public bool UsesMqtt { get; set; }

    /// <summary>Vendor of the extension over MQTT. Default <c>orchestrator</c>.</summary>
    [Required]
    public string ExtensionVendor { get; set; } = "orchestrator";

    /// <summary>Version of the extension over MQTT. Default <c>1.0.0</c>.</summary>
    [Required]
    public string ExtensionVersion { get; set; } = "1.0.0";

    internal string LoginName => User.Contains('@', StringComparison.Ordinal) ? User : $"{User}@{Org}";

    internal bool IsProvider => LoginName.EndsWith("@system", StringComparison.OrdinalIgnoreCase);
}

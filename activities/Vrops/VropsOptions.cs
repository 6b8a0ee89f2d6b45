using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Vrops;

/// <summary>How to reach vRealize (Aria, VCF) Operations, and where it sends its traps.</summary>
public sealed class VropsOptions
{
    /// <summary>Base address such as <c>https://vrops.example.test</c>, without <c>/suite-api</c>; null: no vROps, and its activities fail with a message that says so.</summary>
    public Uri? Url { get; set; }

    public string User { get; set; } = "admin";

    /// <summary>Password. Never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>Authentication source of the user. Default <c>Local</c>.</summary>
    [Required]
    public string AuthSource { get; set; } = "Local";

    /// <summary>Accepts any server certificate. Default false; for test systems only.</summary>
    public bool AcceptAnyCertificate { get; set; }

    /// <summary>Time-out of one request in seconds, 1 to 600. Default 30.</summary>
    [Range(1, 600)]
    public int RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>Time between two looks for a VM that vROps does not know yet, in milliseconds, 100 to 300000. Default 5000. vROps itself collects each 5 minutes.</summary>
    [Range(100, 300_000)]
    public int PollMilliseconds { get; set; } = 5000;

    /// <summary>Resource kind (group type) of the groups. Default <c>Environment</c>.</summary>
    [Required]
    public string GroupType { get; set; } = "Environment";

    /// <summary>Host to which vROps sends traps: the orchestrator as vROps reaches it. Default 127.0.0.1.</summary>
    [Required]
    public string TrapHost { get; set; } = "127.0.0.1";

    /// <summary>UDP port to which vROps sends traps, 1 to 65535. Default 1162.</summary>
    [Range(1, 65535)]
    public int TrapPort { get; set; } = 1162;

    /// <summary>Community of the traps. Default <c>public</c>.</summary>
    [Required]
    public string TrapCommunity { get; set; } = "public";

    /// <summary>Name of the SNMP plug-in instance. Default <c>orchestrator</c>.</summary>
    [Required]
    public string PluginName { get; set; } = "orchestrator";

    /// <summary>Name of the notification rule; traps carry it. Default <c>AS to orchestrator</c>.</summary>
    [Required]
    public string NotificationRuleName { get; set; } = "AS to orchestrator";
}

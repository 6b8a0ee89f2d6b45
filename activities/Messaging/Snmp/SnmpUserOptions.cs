using System.ComponentModel.DataAnnotations;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A version 3 user from the configuration; it cannot be changed over REST.</summary>
public sealed class SnmpUserOptions
{
    /// <summary>1 to 32 bytes.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Default: none.</summary>
    public SnmpAuthProtocol Auth { get; set; }

    /// <summary>At least 8 characters. A secret.</summary>
    public string? AuthPassword { get; set; }

    /// <summary>Default: none.</summary>
    public SnmpPrivProtocol Priv { get; set; }

    /// <summary>At least 8 characters. A secret.</summary>
    public string? PrivPassword { get; set; }

    /// <summary>Default: Blumenthal.</summary>
    public SnmpKeyExtension KeyExtension { get; set; }

    /// <summary>Hexadecimal ids of the engines that may send traps as this user; empty: any. Default: empty.</summary>
    public IList<string> EngineIds { get; } = [];

    internal UsmUser ToUser() => UsmUser.Create(Name, Auth, AuthPassword, Priv, PrivPassword, KeyExtension, EngineIds.Select(Convert.FromHexString));
}

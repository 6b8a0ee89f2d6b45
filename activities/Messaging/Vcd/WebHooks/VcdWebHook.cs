using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Messaging.Vcd.WebHooks;

/// <summary>A behaviour of type WebHook that calls this server at <c>/hooks/vcd/{Name}</c>.</summary>
public sealed class VcdWebHook
{
    /// <summary>Last part of the path.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Shared secret: <c>_internal_key</c> of the behaviour's definition. Never logged.</summary>
    [Required]
    public string Secret { get; set; } = "";

    /// <summary>Organisation on whose behalf it runs: name, UUID or urn. Default: null, the organisation of the entity in the signed body.</summary>
    public string? Organisation { get; set; }

    /// <summary>Host that vCD calls, where a proxy in front of this server changes it. Default: null, that of the request.</summary>
    public string? Host { get; set; }
}

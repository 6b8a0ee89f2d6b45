using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Messaging.Vcd;

/// <summary>vCD's bus, whichever transport carries it.</summary>
public sealed class VcdBusOptions
{
    /// <summary>Organisation whose users are provider administrators: urn, UUID or name. Default: vCD's System organisation.</summary>
    [Required]
    public string SystemOrganisation { get; set; } = "urn:vcloud:org:a93c9db9-7471-3192-8d09-a8f7eeda85f9";

    /// <summary>
    /// How long a workflow may take to answer before vCD gets 202 with the <c>Location</c> of the run. A cell waits 10 s (<c>extensibility.timeout</c>): stay below it.
    /// Default: 8 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ReplyDeadline { get; set; } = TimeSpan.FromSeconds(8);
}

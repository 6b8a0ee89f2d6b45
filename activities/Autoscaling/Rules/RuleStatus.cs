namespace Orchestrator.Activities.Autoscaling;

/// <summary>Values of <see cref="AutoscaleRule.Status"/>.</summary>
public static class RuleStatus
{
    /// <summary>Stored; its objects in vROps are being made.</summary>
    public const string Initializing = "initializing";

    /// <summary>Changed; its objects in vROps are being changed.</summary>
    public const string Updating = "updating";

    public const string Ready = "ready";

    /// <summary>Setting up has failed; <see cref="AutoscaleRule.StatusReason"/> says why. A PUT tries again.</summary>
    public const string Failed = "failed";

    /// <summary>Being removed: alerts no longer scale.</summary>
    public const string Removing = "removing";
}

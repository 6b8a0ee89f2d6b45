namespace Orchestrator.Activities.VCloud;

/// <summary>Keys of the metadata that the orchestrator puts on VMs.</summary>
public static class VcdTags
{
    /// <summary>Idempotency key of the effect that made the VM.</summary>
    public const string Effect = "orchestrator.effect";

    /// <summary>Id of the autoscale rule that made the VM.</summary>
    public const string Rule = "autoscale.rule";

    /// <summary>When the VM was made, ISO 8601, UTC.</summary>
    public const string CreatedAt = "orchestrator.createdAt";

    /// <summary>The text that a VM's description carries from its first moment, before it can have metadata.</summary>
    public static string Description(string effectKey) => $"{Effect}={effectKey}";
}

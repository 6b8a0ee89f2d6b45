namespace Orchestrator.Activities.VCloud;

/// <summary>What a VM to be added to a vApp shall be.</summary>
public sealed record NewVm
{
    /// <summary>Unique in the vApp; also the guest's computer name.</summary>
    public required string Name { get; init; }

    public required string VAppHref { get; init; }

    public required VcdTemplateVm Template { get; init; }

    /// <summary>A network of the vApp; the address comes from its static pool.</summary>
    public required string Network { get; init; }

    /// <summary>Text that finds the VM again after a crash.</summary>
    public required string EffectKey { get; init; }
}

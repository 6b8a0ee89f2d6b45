namespace Orchestrator.Runtime.Definitions;

/// <summary>How a definition is saved.</summary>
public sealed record SaveDefinition
{
    public bool Publish { get; init; }

    /// <summary>Publishes as Elsa does, in spite of faults that only stop the activity that is reached (<see cref="Core.FaultLevel.Run"/>); they are reported all the same.</summary>
    public bool IsLenient { get; init; }

    /// <summary>True: the latest version stays as it is, even a draft.</summary>
    public bool AsNewVersion { get; init; }

    /// <summary>Owner; empty: the provider.</summary>
    public string Tenant { get; init; } = "";

    public bool IsReadonly { get; init; }

    /// <summary>Who saves it, as <see cref="Api.ApiCaller.User"/> gives it; empty: nobody who could vouch for it, such as a seed.</summary>
    public string SavedBy { get; init; } = "";
}

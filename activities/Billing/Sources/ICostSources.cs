namespace Orchestrator.Activities.Billing;

/// <summary>The configured sources.</summary>
public interface ICostSources
{
    /// <summary>In order of configuration.</summary>
    IReadOnlyList<ICostSource> All { get; }

    /// <summary>Finds a source by name; null when there is none such.</summary>
    ICostSource? Find(string name);
}

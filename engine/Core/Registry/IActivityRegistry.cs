namespace Orchestrator.Core;

/// <summary>The activity types that definitions may use.</summary>
public interface IActivityRegistry
{
    IReadOnlyCollection<ActivityDescriptor> All { get; }

    /// <summary>Finds a type by name and version; the newest version when 0; null when unknown.</summary>
    ActivityDescriptor? Find(string typeName, int version = 0);
}

using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>The activity types of the registered assemblies.</summary>
public sealed class ActivityRegistry : IActivityRegistry
{
    private readonly Dictionary<string, ActivityDescriptor> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, int Version), ActivityDescriptor> byVersion = [];

    public ActivityRegistry(IEnumerable<ActivityAssembly> assemblies)
    {
        var types = assemblies.Select(a => a.Assembly).Distinct()
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => t is { IsAbstract: false, ContainsGenericParameters: false } && typeof(IActivity).IsAssignableFrom(t) && t.GetConstructor(Type.EmptyTypes) is not null);
        foreach (var type in types)
            Add(ActivityDescriber.Describe(type));
    }

    public IReadOnlyCollection<ActivityDescriptor> All => byVersion.Values;

    public ActivityDescriptor? Find(string typeName, int version = 0)
    {
        if (version > 0 && byVersion.TryGetValue((typeName, version), out var exact))
            return exact;
        return newest.GetValueOrDefault(typeName);
    }

    private void Add(ActivityDescriptor descriptor)
    {
        if (!byVersion.TryAdd((descriptor.TypeName, descriptor.Version), descriptor))
            throw new InvalidOperationException($"Two activity classes have the type name {descriptor.TypeName} version {descriptor.Version}: rename one.");
        if (!newest.TryGetValue(descriptor.TypeName, out var known) || known.Version < descriptor.Version)
            newest[descriptor.TypeName] = descriptor;
    }
}

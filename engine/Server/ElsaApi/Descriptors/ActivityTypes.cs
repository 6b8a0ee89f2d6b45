using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>The activity types that somebody may use: those that are installed, and workflows that are used as activities.</summary>
internal sealed class ActivityTypes(IActivityRegistry registry, IReadOnlyList<ActivityDescriptor> workflows)
{
    private readonly Dictionary<string, ActivityDescriptor> byName = workflows.DistinctBy(workflow => workflow.TypeName).ToDictionary(workflow => workflow.TypeName, StringComparer.Ordinal);
    private byte[]? json;

    /// <summary>The descriptors of all as the bytes that go out: Studio asks for them after every save.</summary>
    public ReadOnlyMemory<byte> Json => json ??= Write();

    /// <summary>A type by name and version; the newest version when there is none such; null when the type is unknown.</summary>
    public ActivityDescriptor? Find(string typeName, int version = 0) => registry.Find(typeName, version) ?? byName.GetValueOrDefault(typeName);

    private byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new ElsaList<ActivityDescriptorAnswer>(
            [.. registry.All.Concat(byName.Values).OrderBy(d => d.Category, StringComparer.Ordinal).ThenBy(d => d.TypeName, StringComparer.Ordinal).Select(DescriptorMapper.Of)]),
        PlainJson.Options);
}

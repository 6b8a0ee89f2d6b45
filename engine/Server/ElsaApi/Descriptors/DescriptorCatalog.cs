using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>The descriptors of all activity types as the bytes that go out: Studio asks for them after every save.</summary>
internal sealed class DescriptorCatalog(IActivityRegistry registry)
{
    private readonly Lazy<byte[]> json = new(() => Write(registry.All));

    public ReadOnlyMemory<byte> Json => json.Value;

    /// <summary>The newest version of a type; null when it is unknown.</summary>
    public ActivityDescriptor? Find(string typeName) => registry.Find(typeName);

    private static byte[] Write(IEnumerable<ActivityDescriptor> descriptors) => JsonSerializer.SerializeToUtf8Bytes(
        new ElsaList<ActivityDescriptorAnswer>([.. descriptors.OrderBy(d => d.Category, StringComparer.Ordinal).ThenBy(d => d.TypeName, StringComparer.Ordinal).Select(DescriptorMapper.Of)]),
        PlainJson.Options);
}

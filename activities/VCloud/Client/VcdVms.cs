using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>Single VMs: state, power, metadata, removal.</summary>
public sealed class VcdVms(VcdClient client)
{
    public async ValueTask<VcdVm> GetAsync(string href, CancellationToken cancellationToken) => VcdVm.From(await client.GetAsync(href, cancellationToken));

    public async ValueTask<VcdTask> PowerOnAsync(string href, CancellationToken cancellationToken) =>
        VcdTasks.In(await client.SendAsync(HttpMethod.Post, $"{href}/power/action/powerOn", null, null, cancellationToken), "powerOn");

    /// <summary>Switches a VM off and takes it from its host, which must be done before it is deleted.</summary>
    public async ValueTask<VcdTask> UndeployAsync(string href, CancellationToken cancellationToken)
    {
        var body = new XElement(VcdXml.Vcloud + "UndeployVAppParams", new XElement(VcdXml.Vcloud + "UndeployPowerAction", "powerOff"));
        return VcdTasks.In(await client.SendAsync(HttpMethod.Post, $"{href}/action/undeploy", VcdXml.Undeploy, body, cancellationToken), "undeploy");
    }

    public async ValueTask<VcdTask> DeleteAsync(string href, CancellationToken cancellationToken) =>
        VcdTasks.In(await client.SendAsync(HttpMethod.Delete, href, null, null, cancellationToken), "DELETE of a VM");

    /// <summary>Metadata of a VM by key, whatever the domain.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> GetMetadataAsync(string href, CancellationToken cancellationToken)
    {
        var entries = (await client.GetAsync($"{href}/metadata", cancellationToken)).Children("MetadataEntry");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries)
            values[entry.Text("Key")] = entry.Path("TypedValue", "Value")?.Value ?? entry.Text("Value");
        return values;
    }

    /// <summary>Merges entries into the metadata of a VM, readable for its tenant only by API.</summary>
    public async ValueTask<VcdTask> AddMetadataAsync(string href, IReadOnlyDictionary<string, string> entries, CancellationToken cancellationToken)
    {
        var xs = VcdXml.Vcloud;
        var body = new XElement(xs + "Metadata", new XAttribute(XNamespace.Xmlns + "xsi", VcdXml.Xsi), entries.Select(entry =>
            new XElement(xs + "MetadataEntry",
                new XElement(xs + "Key", entry.Key),
                new XElement(xs + "TypedValue", new XAttribute(VcdXml.Xsi + "type", "MetadataStringValue"), new XElement(xs + "Value", entry.Value)))));
        return VcdTasks.In(await client.SendAsync(HttpMethod.Post, $"{href}/metadata", VcdXml.Metadata, body, cancellationToken), "POST of metadata");
    }
}

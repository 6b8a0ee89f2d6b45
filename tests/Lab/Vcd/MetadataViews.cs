using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Metadata of vApps and VMs: read, merge, delete by key.</summary>
internal static class MetadataViews
{
    private static readonly string[] Types = ["MetadataStringValue", "MetadataNumberValue", "MetadataBooleanValue", "MetadataDateTimeValue"];

    public static LabReply List(VcdCall call)
    {
        var (entries, path, _) = Target(call);
        return call.Xml(
            200,
            new XElement(
                X.V + "Metadata",
                new XAttribute(XNamespace.Xmlns + "xsi", X.Xsi),
                new XAttribute("href", call.Href(path) + "/metadata"),
                new XAttribute("type", X.Mime("metadata")),
                X.Link("up", call.Href(path)),
                X.Link("add", call.Href(path) + "/metadata", X.Mime("metadata")),
                entries.Select(e => new XElement(
                    X.V + "MetadataEntry",
                    new XAttribute("href", $"{call.Href(path)}/metadata/{(e.Domain == "SYSTEM" ? "SYSTEM/" : "")}{e.Key}"),
                    new XAttribute("type", X.Mime("metadata.value")),
                    DomainOf(e),
                    new XElement(X.V + "Key", e.Key),
                    ValueOf(e)))),
            X.Mime("metadata"));
    }

    public static LabReply Get(VcdCall call)
    {
        var (entries, path, _) = Target(call);
        var entry = Find(call, entries);
        return call.Xml(
            200,
            new XElement(
                X.V + "MetadataValue",
                new XAttribute(XNamespace.Xmlns + "xsi", X.Xsi),
                new XAttribute("href", $"{call.Href(path)}/metadata/{entry.Key}"),
                new XAttribute("type", X.Mime("metadata.value")),
                DomainOf(entry),
                ValueOf(entry)),
            X.Mime("metadata.value"));
    }

    public static LabReply Merge(VcdCall call)
    {
        var (entries, path, task) = Target(call);
        var merged = X.Parse(call.Request.Body, X.V + "Metadata").Elements(X.V + "MetadataEntry").Select(Read).ToList();
        if (merged.Exists(e => e.Domain == "SYSTEM") && !call.IsProvider)
            throw VcdError.Forbidden("Only the provider writes metadata of the SYSTEM domain.");
        VAppActions.DemandFree(call, task.VAppId, task.VmIds.Count > 0 ? task.VmIds[0] : null);

        foreach (var entry in merged)
        {
            entries.RemoveAll(e => e.Key == entry.Key && e.Domain == entry.Domain);
            entries.Add(entry);
        }

        return Accept(call, task, path, "metadataUpdate");
    }

    public static LabReply Delete(VcdCall call)
    {
        var (entries, path, task) = Target(call);
        var entry = Find(call, entries);
        if (entry.Domain == "SYSTEM" && !call.IsProvider)
            throw VcdError.Forbidden("Only the provider removes metadata of the SYSTEM domain.");
        VAppActions.DemandFree(call, task.VAppId, task.VmIds.Count > 0 ? task.VmIds[0] : null);
        entries.Remove(entry);
        return Accept(call, task, path, "metadataDelete");
    }

    private static LabReply Accept(VcdCall call, TaskState task, string path, string operation)
    {
        task.OperationName = operation;
        task.Operation = $"{operation} {path}";
        return TaskViews.Accept(call, task);
    }

    private static (List<MetadataState> Entries, string Path, TaskState Task) Target(VcdCall call)
    {
        var id = call.Id();
        if (call.Request.Path.StartsWith("/api/vApp/vm-", StringComparison.OrdinalIgnoreCase))
        {
            var vm = call.Vm(id);
            return (vm.Metadata, VmViews.PathOf(vm), new TaskState
            {
                OrgId = vm.OrgId,
                OwnerPath = VmViews.PathOf(vm),
                OwnerName = vm.Name,
                OwnerType = X.Mime("vm"),
                VAppId = vm.VAppId,
                VmIds = [vm.Id],
            });
        }

        var vapp = call.VApp(id);
        return (vapp.Metadata, VAppViews.PathOf(vapp), new TaskState
        {
            OrgId = vapp.OrgId,
            OwnerPath = VAppViews.PathOf(vapp),
            OwnerName = vapp.Name,
            OwnerType = X.Mime("vApp"),
            VAppId = vapp.Id,
            LocksVApp = true,
        });
    }

    private static MetadataState Find(VcdCall call, List<MetadataState> entries)
    {
        var key = Uri.UnescapeDataString(call.Request.RouteText("key"));
        var domain = call.Request.RouteText("domain");
        return entries.Find(e => e.Key == key && (domain.Length == 0 || e.Domain == domain)) ?? throw VcdError.NotFound($"No metadata with key {key}.");
    }

    private static MetadataState Read(XElement entry)
    {
        var value = entry.Element(X.V + "TypedValue") ?? throw VcdError.BadRequest("Bad request - MetadataEntry needs a TypedValue.");
        var type = value.Attribute(X.Xsi + "type")?.Value.Split(':')[^1];
        if (!Types.Contains(type))
            throw VcdError.BadRequest($"Bad request - Unknown xsi:type of TypedValue: {type}");
        var key = entry.Element(X.V + "Key")?.Value;
        if (string.IsNullOrEmpty(key))
            throw VcdError.BadRequest("Bad request - MetadataEntry needs a Key.");
        var domain = entry.Element(X.V + "Domain");
        return new MetadataState
        {
            Key = key,
            Type = type!,
            Value = value.Element(X.V + "Value")?.Value ?? "",
            Domain = domain?.Value ?? "GENERAL",
            Visibility = domain?.Attribute("visibility")?.Value ?? "READWRITE",
        };
    }

    private static XElement DomainOf(MetadataState entry) =>
        new(X.V + "Domain", new XAttribute("visibility", entry.Visibility), entry.Domain);

    private static XElement ValueOf(MetadataState entry) =>
        new(X.V + "TypedValue", new XAttribute(X.Xsi + "type", entry.Type), new XElement(X.V + "Value", entry.Value));
}

using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>vApps and the templates for their VMs.</summary>
public sealed class VcdVApps(VcdClient client, VcdQuery query)
{
    /// <summary>Finds a vApp of an organisation by name.</summary>
    /// <exception cref="VcdException">It is not there, or there are several in different VDCs (<c>NOT_FOUND</c>, <c>AMBIGUOUS</c>).</exception>
    public async ValueTask<VcdVApp> FindAsync(string orgId, string name, string? vdc, CancellationToken cancellationToken)
    {
        var all = (await query.RecordsAsync("vApp", cancellationToken, ("name", name))).Where(r => IsOf(orgId, r)).ToList();
        var matches = all.Where(r => string.IsNullOrEmpty(vdc) || r.Attr("vdcName").Length == 0 || r.Attr("vdcName") == vdc).ToList();
        return matches.Count switch
        {
            1 => await GetAsync(matches[0].Attr("href"), cancellationToken),
            0 => throw new VcdException(404, "NOT_FOUND", $"There is no vApp '{name}'{In(vdc)} in the organisation: check the name, or create it first."),
            _ => throw new VcdException(400, "AMBIGUOUS", $"There are {matches.Count} vApps named '{name}' in the organisation: say in which VDC ({string.Join(", ", matches.Select(m => m.Attr("vdcName")))})."),
        };
    }

    public async ValueTask<VcdVApp> GetAsync(string href, CancellationToken cancellationToken) => VcdVApp.From(await client.GetAsync(href, cancellationToken));

    /// <summary>Name of the VDC that a vApp lies in; empty where vCD does not say.</summary>
    public async ValueTask<string> VdcNameAsync(string orgId, VcdVApp vapp, CancellationToken cancellationToken) =>
        (await query.RecordsAsync("vApp", cancellationToken, ("name", vapp.Name)))
            .FirstOrDefault(r => IsOf(orgId, r) && VcdClient.SameResource(r.Attr("href"), vapp.Href)).Attr("vdcName");

    /// <summary>Finds a VM in a template of the organisation's catalogs.</summary>
    /// <exception cref="VcdException"><c>NOT_FOUND</c> with what there is instead.</exception>
    public async ValueTask<VcdTemplateVm> FindTemplateAsync(string orgId, string catalog, string item, string? vm, CancellationToken cancellationToken)
    {
        var records = (await query.RecordsAsync("vAppTemplate", cancellationToken, ("name", item)))
            .Where(r => IsOf(orgId, r) && (r.Attr("catalogName").Length == 0 || r.Attr("catalogName") == catalog)).ToList();
        if (records.Count == 0)
            throw new VcdException(404, "NOT_FOUND", $"There is no template '{item}' in catalog '{catalog}' of the organisation.");
        var template = await client.GetAsync(records[0].Attr("href"), cancellationToken);
        var vms = template.Child("Children").Children("Vm").ToList();
        var found = string.IsNullOrEmpty(vm) && vms.Count == 1 ? vms[0] : vms.FirstOrDefault(v => v.Attr("name") == vm);
        return found is null
            ? throw new VcdException(404, "NOT_FOUND", $"Template '{item}' in catalog '{catalog}' has no VM '{vm}'; it has {string.Join(", ", vms.Select(v => v.Attr("name")))}.")
            : new VcdTemplateVm(found.Attr("href"), found.Attr("name"), catalog, item);
    }

    /// <summary>Templates of an organisation's catalogs, as catalog and item names.</summary>
    public async ValueTask<IReadOnlyList<(string Catalog, string Item)>> ListTemplatesAsync(string orgId, CancellationToken cancellationToken) =>
        [.. (await query.RecordsAsync("vAppTemplate", cancellationToken)).Where(r => IsOf(orgId, r)).Select(r => (r.Attr("catalogName"), r.Attr("name")))];

    /// <summary>Adds a VM to a vApp, deploys it and switches it on. Source: vCloud API schema, RecomposeVAppParamsType (order of children).</summary>
    public async ValueTask<VcdTask> AddVmAsync(NewVm vm, CancellationToken cancellationToken)
    {
        var (xs, ovf) = (VcdXml.Vcloud, VcdXml.Ovf);
        var body = new XElement(xs + "RecomposeVAppParams", new XAttribute(XNamespace.Xmlns + "ovf", ovf), new XAttribute("deploy", "true"), new XAttribute("powerOn", "true"),
            new XElement(xs + "SourcedItem",
                new XElement(xs + "Source", new XAttribute("href", vm.Template.Href), new XAttribute("name", vm.Template.Name), new XAttribute("type", "application/vnd.vmware.vcloud.vm+xml")),
                new XElement(xs + "VmGeneralParams",
                    new XElement(xs + "Name", vm.Name), new XElement(xs + "Description", VcdTags.Description(vm.EffectKey)), new XElement(xs + "NeedsCustomization", "true")),
                new XElement(xs + "InstantiationParams",
                    new XElement(xs + "NetworkConnectionSection", new XElement(ovf + "Info", "Network of the new VM"),
                        new XElement(xs + "NetworkConnection", new XAttribute("network", vm.Network),
                            new XElement(xs + "NetworkConnectionIndex", "0"), new XElement(xs + "IsConnected", "true"), new XElement(xs + "IpAddressAllocationMode", "POOL"))),
                    new XElement(xs + "GuestCustomizationSection", new XElement(ovf + "Info", "Guest of the new VM"),
                        new XElement(xs + "Enabled", "true"), new XElement(xs + "AdminPasswordEnabled", "false"), new XElement(xs + "ComputerName", vm.Name)))),
            new XElement(xs + "AllEULAsAccepted", "true"));
        var answer = await client.SendAsync(HttpMethod.Post, $"{vm.VAppHref}/action/recomposeVApp", VcdXml.Recompose, body, cancellationToken);
        return VcdTasks.In(answer, "recomposeVApp");
    }

    internal static bool IsOf(string orgId, XElement record) => record.Attr("org").Length == 0 || XmlReading.Uuid(record.Attr("org")) == orgId;

    private static string In(string? vdc) => string.IsNullOrEmpty(vdc) ? "" : $" in VDC '{vdc}'";
}

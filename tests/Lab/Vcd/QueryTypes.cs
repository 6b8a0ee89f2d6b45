namespace Orchestrator.Lab.Vcd;

/// <summary>The types of the query service. The provider sees all tenants through the <c>admin…</c> twins only, as in the product.</summary>
internal static class QueryTypes
{
    private const string Extension = "/api/admin/extension/service";

    /// <summary>Type → record element, rows, and for whom: tenants, the provider or both.</summary>
    public static readonly IReadOnlyDictionary<string, QueryType> All = new Dictionary<string, QueryType>(StringComparer.Ordinal)
    {
        ["vm"] = new("VMRecord", c => Vms(c, false), Audience.Tenant),
        ["adminVM"] = new("AdminVMRecord", c => Vms(c, true), Audience.Provider),
        ["vApp"] = new("VAppRecord", c => VApps(c, false), Audience.Tenant),
        ["adminVApp"] = new("AdminVAppRecord", c => VApps(c, true), Audience.Provider),
        ["vAppTemplate"] = new("VAppTemplateRecord", c => Templates(c, false), Audience.Tenant),
        ["adminVAppTemplate"] = new("AdminVAppTemplateRecord", c => Templates(c, true), Audience.Provider),
        ["orgVdc"] = new("OrgVdcRecord", Vdcs, Audience.Tenant),
        ["adminOrgVdc"] = new("AdminVdcRecord", Vdcs, Audience.Provider),
        ["catalog"] = new("CatalogRecord", Catalogs, Audience.Both),
        ["adminCatalog"] = new("AdminCatalogRecord", Catalogs, Audience.Provider),
        ["catalogItem"] = new("CatalogItemRecord", CatalogItems, Audience.Both),
        ["adminCatalogItem"] = new("AdminCatalogItemRecord", CatalogItems, Audience.Provider),
        ["organization"] = new("OrgRecord", Orgs, Audience.Both),
        ["edgeGateway"] = new("EdgeGatewayRecord", Edges, Audience.Both),
        ["orgVdcNetwork"] = new("OrgVdcNetworkRecord", Networks, Audience.Both),
        ["orgVdcStorageProfile"] = new("OrgVdcStorageProfileRecord", StorageProfiles, Audience.Both),
        ["task"] = new("TaskRecord", Tasks, Audience.Both),
        ["adminTask"] = new("AdminTaskRecord", Tasks, Audience.Provider),
        ["adminService"] = new("AdminServiceRecord", Services, Audience.Provider),
        ["apiFilter"] = new("ApiFilterRecord", Filters, Audience.Provider),
        ["user"] = new("UserRecord", Users, Audience.Both),
    };

    private static string StatusName(int status) => status switch
    {
        0 => "UNRESOLVED",
        3 => "SUSPENDED",
        4 => "POWERED_ON",
        8 => "POWERED_OFF",
        10 => "MIXED",
        _ => "UNKNOWN",
    };

    private static IEnumerable<QueryRecord> Vms(VcdCall call, bool admin)
    {
        foreach (var vm in call.Vcd.Vms)
        {
            var vapp = call.Vcd.VApp(vm.VAppId)!;
            var primary = vm.Connections.MinBy(c => c.Index);
            List<(string, string?)> attributes =
            [
                ("name", vm.Name), ("container", call.Href(VAppViews.PathOf(vapp))), ("containerName", vapp.Name), ("containerStatus", StatusName(VAppViews.StatusOf(call, vapp))),
                ("vdc", call.Href($"/api/vdc/{vapp.VdcId}")), ("vdcName", call.Vcd.Vdc(vapp.VdcId)!.Name), ("status", StatusName(vm.Status)), ("isDeployed", X.Bool(vm.IsDeployed)),
                ("isVAppTemplate", "false"), ("isDeleted", "false"), ("isBusy", X.Bool(call.Vcd.BusyWith(vapp.Id, vm.Id) is not null)), ("ipAddress", primary?.IpAddress),
                ("networkName", primary?.Network), ("memoryMB", X.Text(vm.MemoryMb)), ("numberOfCpus", X.Text(vm.Cpus)), ("guestOs", vm.GuestOs),
                ("storageProfileName", call.Vcd.Vdc(vapp.VdcId)!.StorageProfileName), ("dateCreated", X.Time(vm.CreatedAt ?? call.Now)), ("org", call.Href($"/api/org/{vm.OrgId}")),
            ];
            if (admin)
            {
                attributes.AddRange([
                    ("moref", vm.Moref), ("vc", call.Href($"/api/admin/extension/vimServer/{call.Vcd.VCenterId}")), ("hostName", "esx-01.lab"), ("datastoreName", "datastore-1"),
                ]);
            }

            yield return new QueryRecord("vm", vm.Id, call.Href(VmViews.PathOf(vm)), vapp.VdcId, attributes);
        }
    }

    private static IEnumerable<QueryRecord> VApps(VcdCall call, bool admin) => call.Vcd.VApps.Select(v => new QueryRecord(
        "vapp", v.Id, call.Href(VAppViews.PathOf(v)), v.VdcId,
        [
            ("name", v.Name), ("vdc", call.Href($"/api/vdc/{v.VdcId}")), ("vdcName", call.Vcd.Vdc(v.VdcId)!.Name), ("status", StatusName(VAppViews.StatusOf(call, v))),
            ("isDeployed", X.Bool(VAppViews.IsDeployed(call, v))), ("isBusy", X.Bool(call.Vcd.BusyWith(v.Id) is not null)), ("isEnabled", "true"),
            ("numberOfVMs", X.Text(call.Vcd.VmsOf(v.Id).Count())), ("creationDate", X.Time(v.CreatedAt)), ("ownerName", call.Vcd.Users.Find(u => u.Id == v.OwnerId)?.Name),
            ("org", call.Href($"/api/org/{v.OrgId}")), .. admin ? [("orgName", call.Vcd.Org(v.OrgId)!.Name)] : Array.Empty<(string, string?)>(),
        ]));

    private static IEnumerable<QueryRecord> Templates(VcdCall call, bool admin) => call.Vcd.Templates.Select(t =>
    {
        var catalog = call.Vcd.Catalogs.Find(c => c.Items.Exists(i => i.TemplateId == t.Id));
        return new QueryRecord(
            "vapptemplate", t.Id, call.Href($"/api/vAppTemplate/vappTemplate-{t.Id}"), t.VdcId,
            [
                ("name", t.Name), ("vdc", call.Href($"/api/vdc/{t.VdcId}")), ("vdcName", call.Vcd.Vdc(t.VdcId)!.Name), ("status", "RESOLVED"), ("catalogName", catalog?.Name),
                ("catalogItem", catalog is null ? null : call.Href($"/api/catalogItem/{catalog.Items.Find(i => i.TemplateId == t.Id)!.Id}")), ("isInCatalog", "true"), ("isExpired", "false"),
                ("creationDate", X.Time(t.CreatedAt)), ("org", call.Href($"/api/org/{t.OrgId}")), .. admin ? [("isVdcEnabled", "true")] : Array.Empty<(string, string?)>(),
            ]);
    });

    private static IEnumerable<QueryRecord> Vdcs(VcdCall call) => call.Vcd.Vdcs.Select(v => new QueryRecord(
        "vdc", v.Id, call.Href($"/api/vdc/{v.Id}"), v.Id,
        [
            ("name", v.Name), ("status", "READY"), ("isEnabled", "true"), ("isBusy", "false"), ("numberOfVApps", X.Text(call.Vcd.VApps.Count(a => a.VdcId == v.Id))),
            ("orgName", call.Vcd.Org(v.OrgId)!.Name), ("org", call.Href($"/api/org/{v.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> Catalogs(VcdCall call) => call.Vcd.Catalogs.Select(c => new QueryRecord(
        "catalog", c.Id, call.Href($"/api/catalog/{c.Id}"), null,
        [
            ("name", c.Name), ("isPublished", "false"), ("isShared", "true"), ("status", "READY"), ("creationDate", X.Time(c.CreatedAt)),
            ("numberOfVAppTemplates", X.Text(c.Items.Count)), ("orgName", call.Vcd.Org(c.OrgId)!.Name), ("org", call.Href($"/api/org/{c.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> CatalogItems(VcdCall call) => call.Vcd.Catalogs.SelectMany(c => c.Items.Select(i => new QueryRecord(
        "catalogitem", i.Id, call.Href($"/api/catalogItem/{i.Id}"), null,
        [
            ("name", i.Name), ("catalog", call.Href($"/api/catalog/{c.Id}")), ("catalogName", c.Name), ("entity", call.Href($"/api/vAppTemplate/vappTemplate-{i.TemplateId}")),
            ("entityName", i.Name), ("entityType", "vapptemplate"), ("status", "RESOLVED"), ("org", call.Href($"/api/org/{c.OrgId}")),
        ])));

    private static IEnumerable<QueryRecord> Orgs(VcdCall call) => call.Vcd.Orgs.Select(o => new QueryRecord(
        "org", o.Id, call.Href($"/api/org/{o.Id}"), null,
        [("name", o.Name), ("displayName", o.FullName), ("isEnabled", "true"), ("isReadOnly", "false"), ("org", call.Href($"/api/org/{o.Id}"))]));

    private static IEnumerable<QueryRecord> Edges(VcdCall call) => call.Vcd.Edges.Select(e => new QueryRecord(
        "gateway", e.Id, call.Href($"/api/admin/edgeGateway/{e.Id}"), e.VdcId,
        [
            ("name", e.Name), ("vdc", call.Href($"/api/vdc/{e.VdcId}")), ("orgVdcName", call.Vcd.Vdc(e.VdcId)!.Name), ("gatewayStatus", "READY"), ("haStatus", "DISABLED"), ("isBusy", "false"),
            ("numberOfExtNetworks", "1"), ("numberOfOrgNetworks", "1"), ("orgName", call.Vcd.Org(e.OrgId)!.Name), ("org", call.Href($"/api/org/{e.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> Networks(VcdCall call) => call.Vcd.Networks.Select(n => new QueryRecord(
        "network", n.Id, call.Href($"/api/network/{n.Id}"), n.VdcId,
        [
            ("name", n.Name), ("vdc", call.Href($"/api/vdc/{n.VdcId}")), ("vdcName", call.Vcd.Vdc(n.VdcId)!.Name), ("defaultGateway", n.Gateway), ("netmask", n.Netmask), ("linkType", "1"),
            ("isBusy", "false"), ("isShared", "false"), ("org", call.Href($"/api/org/{n.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> StorageProfiles(VcdCall call) => call.Vcd.Vdcs.Select(v => new QueryRecord(
        "vdcstorageProfile", v.StorageProfileId, call.Href($"/api/vdcStorageProfile/{v.StorageProfileId}"), v.Id,
        [
            ("name", v.StorageProfileName), ("vdc", call.Href($"/api/vdc/{v.Id}")), ("vdcName", v.Name), ("isEnabled", "true"), ("isDefaultStorageProfile", "true"),
            ("storageLimitMB", "0"), ("storageUsedMB", "0"), ("org", call.Href($"/api/org/{v.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> Tasks(VcdCall call) => call.Vcd.Tasks.Select(t => new QueryRecord(
        "task", t.Id, call.Href($"/api/task/{t.Id}"), null,
        [
            ("name", t.OperationName), ("status", TaskViews.StatusOf(call, t)), ("operation", t.OperationName), ("operationFull", t.Operation), ("object", call.Href(t.OwnerPath)),
            ("objectName", t.OwnerName), ("objectType", t.OwnerPath.Contains("/vm-", StringComparison.Ordinal) ? "vm" : "vapp"), ("ownerName", call.Vcd.Users.Find(u => u.Id == t.UserId)?.Name),
            ("startDate", X.Time(t.StartedAt)), ("endDate", t.EndedAt is { } ended ? X.Time(ended) : null), ("progress", X.Text(TaskViews.ProgressOf(call, t))),
            ("orgName", call.Vcd.Org(t.OrgId)!.Name), ("org", call.Href($"/api/org/{t.OrgId}")),
        ]));

    private static IEnumerable<QueryRecord> Services(VcdCall call) => call.Vcd.Services.Select(s => new QueryRecord(
        "service", s.Id, call.Href($"{Extension}/{s.Id}"), null,
        [
            ("name", s.Name), ("namespace", s.Namespace), ("enabled", X.Bool(s.Enabled)), ("exchange", s.Exchange), ("routingKey", s.RoutingKey), ("priority", X.Text(s.Priority)),
            ("isAuthorizationEnabled", X.Bool(s.AuthorizationEnabled)), ("vendor", s.Vendor), ("org", null),
        ]));

    private static IEnumerable<QueryRecord> Filters(VcdCall call) => call.Vcd.Services.SelectMany(s => s.Filters.Select(f => new QueryRecord(
        "apifilter", f.Id, call.Href($"{Extension}/apifilter/{f.Id}"), null,
        [("service", call.Href($"{Extension}/{s.Id}")), ("urlPattern", f.UrlPattern), ("responseContentType", f.ResponseContentType), ("org", null)])));

    private static IEnumerable<QueryRecord> Users(VcdCall call) => call.Vcd.Users.Select(u => new QueryRecord(
        "user", u.Id, call.Href($"/api/admin/user/{u.Id}"), null,
        [("name", u.Name), ("fullName", u.Name), ("isEnabled", "true"), ("isLdapUser", "false"), ("org", call.Href($"/api/org/{u.OrgId}"))]));

    internal enum Audience
    {
        Both,
        Tenant,
        Provider,
    }

    internal sealed record QueryType(string Element, Func<VcdCall, IEnumerable<QueryRecord>> Rows, Audience For);
}

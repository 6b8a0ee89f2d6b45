using System.Text.Json.Nodes;
using Orchestrator.Lab.Vrops;

namespace Orchestrator.Lab;

/// <summary>Pictures of the world for tests and people.</summary>
internal static class Snapshots
{
    public static LabSnapshot Take(LabWorld world) => world.Run(false, state =>
    {
        var vcd = state.Vcd;
        var vrops = state.Vrops;
        string Tenant(Guid org) => vcd.Org(org)?.Name ?? "";
        return new LabSnapshot
        {
            Vms = vcd.Vms.ConvertAll(v => new LabVm(
                v.Id, v.Name, Tenant(v.OrgId), vcd.VApp(v.VAppId)!.Name, StatusName(v.Status), v.IsDeployed, v.Connections.MinBy(c => c.Index)?.IpAddress, v.Moref,
                v.Metadata.GroupBy(m => m.Key).ToDictionary(g => g.Key, g => g.Last().Value))),
            Pools = [.. vcd.Edges.SelectMany(e => e.Pools.Select(p => new LabPool(
                Tenant(e.OrgId), e.Name, e.Id, p.Id, p.Name, p.Members.ConvertAll(m => new LabPoolMember(m.Id, m.Name, m.IpAddress, m.Port, m.Condition)))))],
            Groups = vrops.Groups.ConvertAll(g => new LabGroup(
                g.Id,
                Groups.NameOf(g),
                [.. Membership.Ids(g.Body["membershipDefinition"] as JsonObject, "includedResources").Select(id => Resources.NameOf(vrops, id) ?? id.ToString())],
                g.Members.ConvertAll(id => Resources.NameOf(vrops, id) ?? id.ToString()))),
            Tasks = vcd.Tasks.ConvertAll(t => new LabTask(t.Id, Tenant(t.OrgId), t.OperationName, t.OwnerName, t.Status, t.ErrorCode, t.StartedAt, t.EndedAt)),
            Resources = vrops.Resources.ConvertAll(r => new LabResource(r.Id, r.Name)),
            Alerts = vrops.Alerts.ConvertAll(a => new LabAlert(a.Id, a.DefinitionName, a.ResourceName, Alerts.StatusOf(a), a.StartedAt)),
            Configured = new Dictionary<string, IReadOnlyList<string>>
            {
                ["superMetrics"] = Names(vrops.SuperMetrics),
                ["symptomDefinitions"] = Names(vrops.Symptoms),
                ["alertDefinitions"] = Names(vrops.AlertDefinitions),
                ["alertPlugins"] = Names(vrops.Plugins),
                ["notificationRules"] = Names(vrops.Rules),
            },
            Services = vcd.Services.ToDictionary(s => s.Namespace, s => (IReadOnlyList<string>)[.. s.Filters.Select(f => f.UrlPattern).OfType<string>()]),
        };
    });

    private static List<string> Names(List<JsonObject> objects) => objects.ConvertAll(o => o["name"]!.ToString());

    private static string StatusName(int status) => status switch
    {
        0 => "UNRESOLVED",
        3 => "SUSPENDED",
        4 => "POWERED_ON",
        8 => "POWERED_OFF",
        _ => "UNKNOWN",
    };
}

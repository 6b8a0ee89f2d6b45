using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Edge gateways backed by NSX-V.</summary>
internal static class EdgeViews
{
    public static EdgeState Find(VcdCall call)
    {
        var id = call.Id();
        return call.Visible(call.Vcd.Edges.Find(e => e.Id == id), e => e.OrgId, "gateway", id);
    }

    public static LabReply Get(VcdCall call)
    {
        var edge = Find(call);
        var network = call.Vcd.Network(edge.NetworkId)!;
        var href = call.Href($"/api/admin/edgeGateway/{edge.Id}");
        return call.Xml(
            200,
            new XElement(
                X.V + "EdgeGateway",
                new XAttribute("name", edge.Name),
                new XAttribute("id", $"urn:vcloud:gateway:{edge.Id}"),
                new XAttribute("href", href),
                new XAttribute("type", X.AdminMime("edgeGateway")),
                new XAttribute("status", "1"),
                X.Link("up", call.Href($"/api/admin/vdc/{edge.VdcId}"), X.AdminMime("vdc")),
                X.Link("edgeGateway:configureServices", href + "/action/configureServices", X.AdminMime("edgeGatewayServiceConfiguration")),
                new XElement(X.V + "Description"),
                new XElement(
                    X.V + "Configuration",
                    new XElement(X.V + "GatewayBackingConfig", "compact"),
                    new XElement(
                        X.V + "GatewayInterfaces",
                        new XElement(
                            X.V + "GatewayInterface",
                            new XElement(X.V + "Name", network.Name),
                            new XElement(X.V + "DisplayName", network.Name),
                            X.Reference("Network", call.Href($"/api/admin/network/{network.Id}"), network.Name, X.AdminMime("network")),
                            new XElement(X.V + "InterfaceType", "internal"),
                            new XElement(
                                X.V + "SubnetParticipation",
                                new XElement(X.V + "Gateway", network.Gateway),
                                new XElement(X.V + "Netmask", network.Netmask),
                                new XElement(X.V + "IpAddress", network.Gateway)))),
                    new XElement(X.V + "HaEnabled", "false"),
                    new XElement(X.V + "UseDefaultRouteForDnsRelay", "false"),
                    new XElement(X.V + "AdvancedNetworkingEnabled", "true"))),
            X.AdminMime("edgeGateway"));
    }

    public static LabReply List(VcdCall call)
    {
        var id = call.Id();
        call.Visible(call.Vcd.Vdc(id), v => v.OrgId, "vdc", id);
        return QueryService.Answer(call, "edgeGateway", r => r.Vdc == id);
    }
}

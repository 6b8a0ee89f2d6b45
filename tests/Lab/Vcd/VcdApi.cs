using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Lab.Bus;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>vCD's routes: version negotiation, the session, the error shapes.</summary>
internal sealed class VcdApi(LabWorld world, Exchange exchange, ExtensionDoor extensions)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Open(routes, "GET", "/api/versions", VersionsView.Get, needsVersion: false);
        Open(routes, "POST", "/api/sessions", Sessions.CreateOld);
        Open(routes, "POST", "/cloudapi/1.0.0/sessions", Sessions.CreateTenant);
        Open(routes, "POST", "/cloudapi/1.0.0/sessions/provider", Sessions.CreateProvider);

        On(routes, "GET", "/api/session", Sessions.Get);
        On(routes, "DELETE", "/api/session", Sessions.Delete);
        On(routes, "GET", "/cloudapi/1.0.0/sessions/current", Sessions.Current);
        On(routes, "DELETE", "/cloudapi/1.0.0/sessions", Sessions.Delete);
        On(routes, "DELETE", "/cloudapi/1.0.0/sessions/provider", Sessions.Delete);
        On(routes, "DELETE", "/cloudapi/1.0.0/sessions/{id}", Sessions.Delete);

        On(routes, "GET", "/api/org", OrgViews.List);
        On(routes, "GET", "/api/org/{id:guid}", OrgViews.Get);
        On(routes, "GET", "/api/admin", OrgViews.Admin);
        On(routes, "GET", "/api/admin/org/{id:guid}", OrgViews.Get);
        On(routes, "GET", "/api/vdc/{id:guid}", VdcViews.Get);
        On(routes, "POST", "/api/vdc/{id:guid}/action/instantiateVAppTemplate", Instantiate.Post);
        On(routes, "GET", "/api/catalog/{id:guid}", CatalogViews.Get);
        On(routes, "GET", "/api/catalogItem/{id:guid}", CatalogViews.Item);
        On(routes, "GET", "/api/vAppTemplate/vappTemplate-{id:guid}", CatalogViews.Template);
        On(routes, "GET", "/api/vAppTemplate/vm-{id:guid}", CatalogViews.TemplateVm);
        On(routes, "GET", "/api/entity/{urn}", EntityResolver.Get);

        On(routes, "GET", "/api/vApp/vapp-{id:guid}", VAppViews.Get);
        On(routes, "DELETE", "/api/vApp/vapp-{id:guid}", VAppActions.DeleteVApp);
        On(routes, "POST", "/api/vApp/vapp-{id:guid}/action/recomposeVApp", Recompose.Post);
        On(routes, "POST", "/api/vApp/vapp-{id:guid}/action/{act}", VAppActions.VAppAction);
        On(routes, "POST", "/api/vApp/vapp-{id:guid}/power/action/{act}", VAppActions.VAppPower);
        On(routes, "GET", "/api/vApp/vm-{id:guid}", VmViews.Get);
        On(routes, "GET", "/api/vApp/vm-{id:guid}/networkConnectionSection", VmViews.Connections);
        On(routes, "DELETE", "/api/vApp/vm-{id:guid}", VAppActions.DeleteVm);
        On(routes, "POST", "/api/vApp/vm-{id:guid}/action/{act}", VAppActions.VmAction);
        On(routes, "POST", "/api/vApp/vm-{id:guid}/power/action/{act}", VAppActions.VmPower);
        foreach (var kind in (string[])["vapp", "vm"])
        {
            On(routes, "GET", $"/api/vApp/{kind}-{{id:guid}}/metadata", MetadataViews.List);
            On(routes, "POST", $"/api/vApp/{kind}-{{id:guid}}/metadata", MetadataViews.Merge);
            On(routes, "GET", $"/api/vApp/{kind}-{{id:guid}}/metadata/{{key}}", MetadataViews.Get);
            On(routes, "GET", $"/api/vApp/{kind}-{{id:guid}}/metadata/{{domain}}/{{key}}", MetadataViews.Get);
            On(routes, "DELETE", $"/api/vApp/{kind}-{{id:guid}}/metadata/{{key}}", MetadataViews.Delete);
            On(routes, "DELETE", $"/api/vApp/{kind}-{{id:guid}}/metadata/{{domain}}/{{key}}", MetadataViews.Delete);
        }

        On(routes, "GET", "/api/task/{id:guid}", TaskViews.Get);
        On(routes, "POST", "/api/task/{id:guid}/action/cancel", TaskViews.Cancel);
        On(routes, "GET", "/api/tasksList/{id:guid}", TaskViews.List);
        On(routes, "GET", "/api/query", QueryService.Get);
        On(routes, "GET", "/api/network/{id:guid}", VdcViews.Network);
        On(routes, "GET", "/api/admin/network/{id:guid}", VdcViews.Network);
        On(routes, "GET", "/api/vdcStorageProfile/{id:guid}", VdcViews.StorageProfile);

        On(routes, "GET", "/api/admin/edgeGateway/{id:guid}", EdgeViews.Get);
        On(routes, "GET", "/api/admin/vdc/{id:guid}/edgeGateways", EdgeViews.List);
        const string pools = "/network/edges/{id:guid}/loadbalancer/config/pools";
        On(routes, "GET", pools, LoadBalancer.List, needsVersion: false);
        On(routes, "POST", pools, LoadBalancer.Create, needsVersion: false);
        On(routes, "GET", pools + "/{pool}", LoadBalancer.Get, needsVersion: false);
        On(routes, "PUT", pools + "/{pool}", LoadBalancer.Update, needsVersion: false);
        On(routes, "DELETE", pools + "/{pool}", LoadBalancer.Delete, needsVersion: false);

        const string extension = "/api/admin/extension";
        On(routes, "GET", extension, ExtensionServices.Root);
        On(routes, "GET", extension + "/service/query", ExtensionServices.Query);
        On(routes, "GET", extension + "/service", ExtensionServices.Query);
        On(routes, "POST", extension + "/service", ExtensionServices.Create);
        On(routes, "GET", extension + "/service/{id:guid}", ExtensionServices.Get);
        On(routes, "PUT", extension + "/service/{id:guid}", ExtensionServices.Update);
        On(routes, "DELETE", extension + "/service/{id:guid}", ExtensionServices.Delete);
        On(routes, "GET", extension + "/service/{id:guid}/apifilters", ApiFilters.List);
        On(routes, "POST", extension + "/service/{id:guid}/apifilters", ApiFilters.Create);
        On(routes, "GET", extension + "/service/apifilter/{id:guid}", ApiFilters.Get);
        On(routes, "PUT", extension + "/service/apifilter/{id:guid}", ApiFilters.Update);
        On(routes, "DELETE", extension + "/service/apifilter/{id:guid}", ApiFilters.Delete);
        On(routes, "GET", extension + "/service/{id:guid}/rights", ServiceRights.List);
        On(routes, "POST", extension + "/service/{id:guid}/rights", ServiceRights.Create);
        On(routes, "GET", extension + "/settings/amqp", AmqpSettings.Get);
        On(routes, "PUT", extension + "/settings/amqp", AmqpSettings.Put);
        On(routes, "POST", extension + "/settings/amqp/action/test", AmqpSettings.Test);

        On(routes, "GET", extension + "/blockingTasks", BlockingTasks.List);
        On(routes, "GET", extension + "/blockingTask/{id:guid}", BlockingTasks.Get);
        On(routes, "POST", extension + "/blockingTask/{id:guid}/action/{act}", BlockingTasks.Act);
        MapCloudApi(routes);
        foreach (var root in (string[])["/api", "/cloudapi", "/network"])
            routes.Map(root + "/{**rest}", ExtendAsync);
    }

    private void MapCloudApi(IEndpointRouteBuilder routes)
    {
        const string apis = "/cloudapi/extensions/api";
        On(routes, "GET", apis, ExtensionApis.List);
        On(routes, "POST", apis, ExtensionApis.Create);
        On(routes, "GET", apis + "/{urn}", ExtensionApis.Get);
        On(routes, "PUT", apis + "/{urn}", ExtensionApis.Update);
        On(routes, "DELETE", apis + "/{urn}", ExtensionApis.Delete);
        On(routes, "GET", "/cloudapi/1.0.0/tokens", ExtensionApis.ListTokens);
        On(routes, "POST", "/cloudapi/1.0.0/tokens", ExtensionApis.CreateToken);
        On(routes, "DELETE", "/cloudapi/1.0.0/tokens/{urn}", ExtensionApis.DeleteToken);
        On(routes, "GET", "/cloudapi/1.0.0/apiFilters", ExtensionApis.ListFilters);
        On(routes, "POST", "/cloudapi/1.0.0/apiFilters", ExtensionApis.CreateFilter);
        On(routes, "DELETE", "/cloudapi/1.0.0/apiFilters/{urn}", ExtensionApis.DeleteFilter);
        On(routes, "GET", "/cloudapi/1.0.0/rights/{urn}", ExtensionApis.GetRight);
        On(routes, "GET", "/cloudapi/1.0.0/edgeGateways/{urn}/loadBalancer/poolSummaries", AlbPools.Summaries);
        const string alb = "/cloudapi/1.0.0/loadBalancer/pools";
        On(routes, "POST", alb, AlbPools.Create);
        On(routes, "GET", alb + "/{urn}", AlbPools.Get);
        On(routes, "PUT", alb + "/{urn}", AlbPools.Update);
        On(routes, "DELETE", alb + "/{urn}", AlbPools.Delete);
        const string plugins = "/cloudapi/extensions/ui";
        On(routes, "GET", plugins, UiPlugins.List);
        On(routes, "POST", plugins, UiPlugins.Create);
        On(routes, "GET", plugins + "/{urn}", UiPlugins.Get);
        On(routes, "POST", plugins + "/{urn}/plugin", UiPlugins.Announce);
        On(routes, "DELETE", plugins + "/{urn}", UiPlugins.Delete);
        On(routes, "POST", "/cloudapi/1.0.0/interfaces", DefinedEntities.CreateInterface);
        On(routes, "POST", "/cloudapi/1.0.0/interfaces/{urn}/behaviors", DefinedEntities.CreateBehavior);
        On(routes, "POST", "/cloudapi/1.0.0/entityTypes", DefinedEntities.CreateType);
        On(routes, "POST", "/cloudapi/1.0.0/entityTypes/{urn}", DefinedEntities.Create);
        On(routes, "GET", "/cloudapi/1.0.0/entities/{urn}", DefinedEntities.Get);
        On(routes, "POST", "/cloudapi/1.0.0/entities/{urn}/behaviors/{behavior}/invocations", Behaviors.Invoke);
    }

    /// <summary>What is no resource of vCD may be an extension's.</summary>
    private Task ExtendAsync(HttpContext http)
    {
        var requestId = world.Ids.NewId().ToString();
        return exchange.RunAsync(
            http,
            async request =>
            {
                try
                {
                    return (await extensions.AnswerAsync(request, http.RequestAborted) ?? throw VcdError.NotFound($"No resource at {request.Path}."))
                        .With("X-VMWARE-VCLOUD-REQUEST-ID", requestId);
                }
                catch (VcdError e)
                {
                    return Error(request, requestId, e);
                }
            },
            (request, fault) => Error(request, requestId, new VcdError(fault.Status, fault.Error, fault.Message)));
    }

    private void Open(IEndpointRouteBuilder routes, string method, string path, Func<VcdCall, LabReply> handler, bool needsVersion = true) =>
        routes.MapMethods(path, [method], http => AnswerAsync(http, handler, needsSession: false, needsVersion));

    private void On(IEndpointRouteBuilder routes, string method, string path, Func<VcdCall, LabReply> handler, bool needsVersion = true) =>
        routes.MapMethods(path, [method], http => AnswerAsync(http, handler, needsSession: true, needsVersion));

    private Task AnswerAsync(HttpContext http, Func<VcdCall, LabReply> handler, bool needsSession, bool needsVersion)
    {
        var requestId = world.Ids.NewId().ToString();
        return exchange.RunAsync(
            http,
            request => Handle(request, requestId, handler, needsSession, needsVersion),
            (request, fault) => Error(request, requestId, new VcdError(fault.Status, fault.Error, fault.Message)));
    }

    private LabReply Handle(LabRequest request, string requestId, Func<VcdCall, LabReply> handler, bool needsSession, bool needsVersion)
    {
        try
        {
            var version = needsVersion ? ApiVersion.Negotiate(request.Headers) : 0;
            var reply = world.Run(!request.IsRead, state =>
            {
                var call = new VcdCall
                {
                    Request = request,
                    World = world,
                    Vcd = state.Vcd,
                    Version = version,
                    Now = world.Now,
                    Session = needsSession ? Sessions.Find(state.Vcd, request.Headers, world.Now) : null,
                };
                return handler(call);
            });
            return reply.With("X-VMWARE-VCLOUD-REQUEST-ID", requestId);
        }
        catch (VcdError e)
        {
            return Error(request, requestId, e);
        }
    }

    private static LabReply Error(LabRequest request, string requestId, VcdError error)
    {
        var reply = request.Path.StartsWith("/cloudapi", StringComparison.Ordinal)
            ? LabReply.Json(error.Status, new JsonObject { ["minorErrorCode"] = error.Code, ["message"] = $"[ {requestId} ] {error.Message}", ["stackTrace"] = null })
            : new LabReply(error.Status, X.Mime("error"), X.ToText(new XElement(
                X.V + "Error",
                new XAttribute("majorErrorCode", X.Text(error.Status)),
                new XAttribute("minorErrorCode", error.Code),
                new XAttribute("message", $"[ {requestId} ] {error.Message}"))));
        return reply.With("X-VMWARE-VCLOUD-REQUEST-ID", requestId);
    }
}

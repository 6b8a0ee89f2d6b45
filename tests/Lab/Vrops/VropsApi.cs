using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vrops;

/// <summary>The suite-api's routes, token check and error shape.</summary>
internal sealed class VropsApi(LabWorld world, Exchange exchange, TrapSender traps)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/suite-api/api/auth/token/acquire", ["POST"], http => AnswerAsync(http, Tokens.Acquire, needsToken: false));
        On(routes, "POST", "/api/auth/token/release", Tokens.Release);
        On(routes, "GET", "/api/auth/currentuser", Tokens.CurrentUser);

        On(routes, "GET", "/api/resources", Resources.List);
        On(routes, "POST", "/api/resources/query", Resources.Query);
        On(routes, "GET", "/api/resources/{id:guid}", Resources.Get);
        On(routes, "POST", "/api/resources/stats/latest/query", Stats.LatestQuery);
        On(routes, "GET", "/api/resources/stats/latest", Stats.Latest);

        On(routes, "GET", "/api/resources/groups/types", Groups.Types);
        On(routes, "POST", "/api/resources/groups/types", Groups.CreateType);
        On(routes, "GET", "/api/resources/groups", Groups.List);
        On(routes, "POST", "/api/resources/groups", Groups.Create);
        On(routes, "PUT", "/api/resources/groups", Groups.Update);
        On(routes, "GET", "/api/resources/groups/{id:guid}", Groups.Get);
        On(routes, "GET", "/api/resources/groups/{id:guid}/members", Groups.Members);
        On(routes, "DELETE", "/api/resources/groups/{id:guid}", Groups.Delete);

        Map(routes, "/api/supermetrics", Definitions.SuperMetrics);
        Map(routes, "/api/symptomdefinitions", Definitions.Symptoms);
        Map(routes, "/api/alertdefinitions", Definitions.Alerts);
        On(routes, "PUT", "/api/alertdefinitions/{id}/enable", Definitions.Alerts.Switch);
        On(routes, "PUT", "/api/alertdefinitions/{id}/disable", Definitions.Alerts.Switch);
        On(routes, "PUT", "/internal/supermetrics/assign", Definitions.Assign);
        On(routes, "PUT", "/internal/supermetrics/assign/default", Definitions.Assign);

        On(routes, "GET", "/api/alertplugins/types", Plugins.Types);
        On(routes, "GET", "/api/alertplugins/types/{id}", Plugins.Type);
        On(routes, "GET", "/api/alertplugins", Plugins.List);
        On(routes, "POST", "/api/alertplugins", Plugins.Create);
        On(routes, "PUT", "/api/alertplugins", Plugins.Update);
        On(routes, "GET", "/api/alertplugins/{id:guid}", Plugins.Get);
        On(routes, "DELETE", "/api/alertplugins/{id:guid}", Plugins.Delete);
        On(routes, "PUT", "/api/alertplugins/{id:guid}/enable/{state}", Plugins.Enable);
        On(routes, "POST", "/api/alertplugins/{id:guid}/test", Plugins.Test);

        On(routes, "GET", "/api/notifications/rules", Rules.List);
        On(routes, "POST", "/api/notifications/rules", Rules.Create);
        On(routes, "PUT", "/api/notifications/rules", Rules.Update);
        On(routes, "GET", "/api/notifications/rules/{id:guid}", Rules.Get);
        On(routes, "DELETE", "/api/notifications/rules/{id:guid}", Rules.Delete);

        On(routes, "GET", "/api/alerts", Alerts.List);
        On(routes, "POST", "/api/alerts/query", Alerts.Query);
        On(routes, "GET", "/api/alerts/types", Alerts.Types);
        On(routes, "GET", "/api/alerts/{id:guid}", Alerts.Get);

        routes.Map("/suite-api/{**rest}", http => AnswerAsync(http, c => throw new VropsError(404, $"No resource at {c.Request.Path}."), needsToken: false));
    }

    private static readonly string[] UnsupportedHeaders = ["X-vRealizeOps-API-use-unsupported", "X-Ops-API-use-unsupported"];

    private void Map(IEndpointRouteBuilder routes, string path, Definitions definitions)
    {
        On(routes, "GET", path, definitions.List);
        On(routes, "POST", path, definitions.Create);
        On(routes, "PUT", path, definitions.Update);
        On(routes, "GET", path + "/{id}", definitions.Get);
        On(routes, "DELETE", path + "/{id}", definitions.Delete);
    }

    private void On(IEndpointRouteBuilder routes, string method, string path, Func<VropsCall, LabReply> handler) =>
        routes.MapMethods("/suite-api" + path, [method], http => AnswerAsync(http, handler, needsToken: true));

    private Task AnswerAsync(HttpContext http, Func<VropsCall, LabReply> handler, bool needsToken) => exchange.RunAsync(
        http,
        request => Handle(request, handler, needsToken),
        (_, fault) => Error(new VropsError(fault.Status, fault.Message)));

    private LabReply Handle(LabRequest request, Func<VropsCall, LabReply> handler, bool needsToken)
    {
        try
        {
            var (reply, orders) = world.Run(!request.IsRead, state =>
            {
                var call = new VropsCall { Request = request, World = world, State = state, Now = world.Now };
                if (needsToken)
                    Tokens.Demand(call);
                if (request.Path.StartsWith("/suite-api/internal/", StringComparison.Ordinal) && !Array.Exists(UnsupportedHeaders, h => request.Headers[h] == "true"))
                    throw new VropsError(403, "This API is not supported: set the header X-vRealizeOps-API-use-unsupported to use it.");
                return (handler(call), call.Traps);
            });
            traps.Send(orders);
            return reply;
        }
        catch (VropsError e)
        {
            return Error(e);
        }
    }

    private static LabReply Error(VropsError error) => LabReply.Json(error.Status, new JsonObject
    {
        ["type"] = "Error",
        ["message"] = error.Message,
        ["moreInformation"] = new JsonArray(),
        ["httpStatusCode"] = error.Status,
        ["apiErrorCode"] = error.ApiErrorCode,
    });
}

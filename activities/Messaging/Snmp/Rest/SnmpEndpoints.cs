using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>REST over the trap receiver: its state, users, rules, MIBs, alerts.</summary>
public static class SnmpEndpoints
{
    /// <summary>Maps all of <c>/api/v1/snmp</c>. Only the role <c>administrator</c> (the provider) may use it: the receiver belongs to no tenant; others get 403.</summary>
    public static void MapSnmp(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var group = routes.MapGroup("/api/v1/snmp").WithTags("SNMP").ProducesProblem(403);
        group.AddEndpointFilter(async (context, next) => context.HttpContext.User.IsInRole("administrator")
            ? await next(context)
            : Results.Problem("The trap receiver belongs to no tenant: only a provider administrator may see or change it.", statusCode: 403, title: "Forbidden"));
        SnmpStatusEndpoints.Map(group);
        SnmpUserEndpoints.Map(group);
        TrapRuleEndpoints.Map(group);
        MibEndpoints.Map(group);
        routes.MapPost("/api/v1/traps/{id}/retry", RetryAsync).WithName("RetryTrap").WithTags("Traps").WithSummary("Dispatches a trap again that failed or matched nothing")
            .Produces(202).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> RetryAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        if (!context.User.IsInRole("administrator"))
            return Results.Problem("Traps belong to no tenant: only a provider administrator may dispatch them.", statusCode: 403, title: "Forbidden");
        return await context.RequestServices.GetRequiredService<SnmpTrapListener>().RetryAsync(id, cancellationToken)
            ? Results.Accepted()
            : Results.Problem($"There is no trap '{id}' with outcome failed or unknown.", statusCode: 404, title: "Not found");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>REST over what tenants may use of the broker.</summary>
public static class QueueGrantEndpoints
{
    private const int MaxName = 255;

    /// <summary>Maps <c>/api/v1/amqp/grants</c>. Only the role <c>administrator</c> (the provider) may use it; others get 403.</summary>
    public static void MapQueueGrants(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var group = routes.MapGroup("/api/v1/amqp/grants").WithTags("Messages").ProducesProblem(403);
        group.AddEndpointFilter(async (context, next) => context.HttpContext.User.IsInRole("administrator")
            ? await next(context)
            : Results.Problem("Only a provider administrator may see or give grants.", statusCode: 403, title: "Forbidden"));
        group.MapGet("", ListAsync).WithName("ListQueueGrants").WithSummary("Queues and exchanges that tenants may use beside their own").Produces<QueueGrantList>();
        group.MapPut("/{name}", SaveAsync).WithName("SaveQueueGrant").WithSummary("Grants a queue or exchange to tenants")
            .Accepts<QueueGrantBody>("application/json").Produces<QueueGrant>().ProducesValidationProblem();
        group.MapDelete("/{name}", DeleteAsync).WithName("DeleteQueueGrant").WithSummary("Takes a grant back").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        Results.Json(new QueueGrantList(await Rights(context).ListAsync(cancellationToken)), PlainJson.Options);

    private static async Task<IResult> SaveAsync(HttpContext context, string name, QueueGrantBody body, CancellationToken cancellationToken)
    {
        var (rights, directory) = (Rights(context), context.RequestServices.GetRequiredService<ITenantDirectory>());
        var faults = new Dictionary<string, string[]>();
        if (name.Length > MaxName)
            faults["name"] = [$"Has more than {MaxName} characters."];
        else if (rights.IsReserved(name))
            faults["name"] = ["Is this server's own: its messages are those of all tenants, and it cannot be granted."];
        var tenants = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var given = body.Tenants ?? [];
        for (var i = 0; i < given.Count; i++)
        {
            if (await directory.FindAsync(given[i] ?? "", cancellationToken) is { } tenant)
                tenants.Add(tenant.Name);
            else
                faults[$"tenants[{i}]"] = [$"'{given[i]}' is no tenant."];
        }

        if (faults.Count > 0)
            return Results.ValidationProblem(faults);
        var grant = new QueueGrant { Name = name, Tenants = [.. tenants] };
        await rights.SaveAsync(grant, cancellationToken);
        return Results.Json(grant, PlainJson.Options);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var rights = Rights(context);
        if ((await rights.ListAsync(cancellationToken)).All(grant => grant.Name != name))
            return Results.Problem($"'{name}' is granted to nobody.", statusCode: 404, title: "Not found");
        await rights.SaveAsync(new QueueGrant { Name = name }, cancellationToken);
        return Results.NoContent();
    }

    private static QueueRights Rights(HttpContext context) => context.RequestServices.GetRequiredService<QueueRights>();
}

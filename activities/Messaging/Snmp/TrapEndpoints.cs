using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>REST over stored traps.</summary>
public static class TrapEndpoints
{
    private const int MaxPageSize = 500;

    /// <summary>
    /// Maps <c>GET /api/v1/traps?page&amp;pageSize&amp;outcome</c>: newest first, page from 0, page size 1 to 500 (default 50), outcome one of pending, started, resumed,
    /// unknown, duplicate, ignored, failed. Only the role <c>administrator</c> (the provider) sees traps: they belong to no tenant; others get 403.
    /// </summary>
    public static RouteHandlerBuilder MapTraps(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        return routes.MapGet("/api/v1/traps", ListAsync).WithName("ListTraps").WithTags("Traps").WithSummary("Received SNMP traps, newest first")
            .Produces<TrapList>().ProducesProblem(400).ProducesProblem(403);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, TrapStore store, SnmpNameTable names, CancellationToken cancellationToken, string? outcome = null, int page = 0, int pageSize = 50)
    {
        if (!context.User.IsInRole("administrator"))
            return Results.Problem("Traps belong to no tenant: only a provider administrator sees them.", statusCode: 403, title: "Forbidden");
        var faults = new Dictionary<string, string[]>();
        if (page is < 0 or > 1_000_000)
            faults["page"] = ["Must be from 0 to 1,000,000."];
        if (pageSize is < 1 or > MaxPageSize)
            faults["pageSize"] = [string.Create(CultureInfo.InvariantCulture, $"Must be from 1 to {MaxPageSize}.")];
        TrapOutcome? wanted = null;
        if (!string.IsNullOrEmpty(outcome))
        {
            if (char.IsLetter(outcome[0]) && Enum.TryParse<TrapOutcome>(outcome, ignoreCase: true, out var parsed))
                wanted = parsed;
            else
                faults["outcome"] = [$"Must be one of {string.Join(", ", Enum.GetNames<TrapOutcome>().Select(name => name.ToLowerInvariant()))}."];
        }

        if (faults.Count > 0)
            return Results.ValidationProblem(faults);
        var found = await store.ListAsync(wanted, page, pageSize, cancellationToken);
        return Results.Json(new TrapList([.. found.Items.Select(trap => TrapAnswer.Of(trap, names))], found.TotalCount, page, pageSize), Workflows.PlainJson.Options);
    }
}

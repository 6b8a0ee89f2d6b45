using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Processing;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>Trap rules.</summary>
internal static class TrapRuleEndpoints
{
    private const int MaxDatagrams = 10_000;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/rules", ListAsync).WithName("ListTrapRules").WithSummary("Trap rules in their order").Produces<ItemAnswer<TrapRule>>();
        group.MapGet("/rules/{id}", GetAsync).WithName("GetTrapRule").WithSummary("One trap rule").Produces<TrapRule>().ProducesProblem(404);
        group.MapPut("/rules/{id}", SaveAsync).WithName("SaveTrapRule").WithSummary("Makes or changes a trap rule; it is in force when this returns").Accepts<TrapRule>("application/json")
            .Produces<TrapRule>().ProducesValidationProblem();
        group.MapDelete("/rules/{id}", DeleteAsync).WithName("DeleteTrapRule").WithSummary("Deletes a trap rule").Produces(204).ProducesProblem(404);
        group.MapPost("/rules/try", TryAsync).WithName("TryTrapRules").WithSummary("Tells what would become of datagrams, and does nothing").Accepts<TrapTrialRequest>("application/json")
            .Produces<TrapTrialAnswer>().ProducesValidationProblem();
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        SnmpBody.Ok(new ItemAnswer<TrapRule>(await Rules(context).ListAsync(cancellationToken)));

    private static async Task<IResult> GetAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        await Rules(context).FindAsync(id, cancellationToken) is { } rule ? SnmpBody.Ok(rule) : NoRule(id);

    private static async Task<IResult> SaveAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var rule = Whole(await SnmpBody.ReadAsync<TrapRule>(context.Request, cancellationToken)) with { Id = id };
        var faults = new Dictionary<string, string[]>();
        if (TrapRuleCompiler.Compile(rule, context.RequestServices.GetRequiredService<SnmpNameTable>(), faults) is null)
            return Results.ValidationProblem(faults);
        await Rules(context).SaveAsync(rule, cancellationToken);
        return SnmpBody.Ok(rule);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        await Rules(context).DeleteAsync(id, cancellationToken) ? Results.NoContent() : NoRule(id);

    private static async Task<IResult> TryAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await SnmpBody.ReadAsync<TrapTrialRequest>(context.Request, cancellationToken);
        var faults = new Dictionary<string, string[]>();
        var datagrams = new List<TrialDatagram>();
        var given = request.Datagrams ?? [];
        if (given.Count is 0 or > MaxDatagrams)
            faults["datagrams"] = [$"Must have 1 to {MaxDatagrams} entries."];
        for (var i = 0; i < given.Count && faults.Count < 20; i++)
        {
            var hex = given[i].Hex ?? "";
            if (hex.Length is 0 or > 131_072 || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit))
                faults[$"datagrams[{i}].hex"] = ["Must be the bytes of the datagram in hexadecimal digits."];
            if (!IPAddress.TryParse(given[i].Source ?? "0.0.0.0", out var source))
                faults[$"datagrams[{i}].source"] = [$"'{given[i].Source}' is no address."];
            if (faults.Count == 0)
                datagrams.Add(new TrialDatagram(Convert.FromHexString(hex), source!, given[i].At ?? DateTimeOffset.UnixEpoch));
        }

        return faults.Count > 0 ? Results.ValidationProblem(faults) : SnmpBody.Ok(context.RequestServices.GetRequiredService<TrapTrial>().Run(datagrams));
    }

    /// <summary>JSON may say null where a list or a part is meant to be left out.</summary>
    private static TrapRule Whole(TrapRule rule)
    {
        var match = rule.Match ?? new TrapRuleMatch();
        var then = rule.Then ?? new TrapRuleThen();
        return rule with
        {
            Name = rule.Name ?? "",
            Match = match with
            {
                OidPrefixes = match.OidPrefixes ?? [],
                Sources = match.Sources ?? [],
                Users = match.Users ?? [],
                Versions = match.Versions ?? [],
                Variables = match.Variables ?? [],
            },
            Then = then with
            {
                Event = string.IsNullOrWhiteSpace(then.Event) ? null : then.Event.Trim(),
                Collapse = then.Collapse is { } collapse ? collapse with { By = collapse.By ?? [], ClearOids = collapse.ClearOids ?? [] } : null,
            },
        };
    }

    private static IResult NoRule(string id) => SnmpBody.NotFound($"There is no trap rule '{id}'.");

    private static TrapRules Rules(HttpContext context) => context.RequestServices.GetRequiredService<TrapRules>();
}

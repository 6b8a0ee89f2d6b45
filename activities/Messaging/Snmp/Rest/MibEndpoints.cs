using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp.Mibs;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>Imported MIBs.</summary>
internal static class MibEndpoints
{
    /// <summary>The largest published MIBs have about a megabyte.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/mibs", ListAsync).WithName("ListMibs").WithSummary("Imported MIBs, with what could not be placed").Produces<ItemAnswer<MibAnswer>>();
        group.MapPost("/mibs", ImportAsync).WithName("ImportMib").WithSummary("Imports the MIB file that is the body; a module of the same name is replaced").Accepts<string>("text/plain")
            .Produces<MibAnswer>(201).ProducesValidationProblem().ProducesProblem(413);
        group.MapDelete("/mibs/{module}", DeleteAsync).WithName("DeleteMib").WithSummary("Deletes an imported MIB").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        SnmpBody.Ok(new ItemAnswer<MibAnswer>(await Store(context).ListAsync(cancellationToken)));

    private static async Task<IResult> ImportAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > MaxBytes)
            return Results.Problem($"A MIB file may have {MaxBytes:N0} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "The request body is too large");

        // MIBs are ASCII; what is not, in comments, is kept byte by byte.
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var source = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            var imported = (await Store(context).ImportAsync(source, cancellationToken))[0];
            return Results.Json(imported, Workflows.PlainJson.Options, statusCode: StatusCodes.Status201Created);
        }
        catch (MibException exception)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [exception.Message] });
        }
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string module, CancellationToken cancellationToken) =>
        await Store(context).DeleteAsync(module, cancellationToken) ? Results.NoContent() : SnmpBody.NotFound($"There is no imported MIB '{module}'.");

    private static MibStore Store(HttpContext context) => context.RequestServices.GetRequiredService<MibStore>();
}

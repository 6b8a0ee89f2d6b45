using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Scripting;

internal static class ScriptingEndpoints
{
    public static void MapScripting(this RouteGroupBuilder api) => api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync)
        .WithTags("Scripting").WithSummary("Get TypeScript declarations of what the scripts of a definition may use").Produces<string>(200, "text/plain").Produces<ElsaErrorAnswer>(404);

    private static async Task<IResult> TypesAsync(
        string definitionId, TypeDefinitionBody? body, HttpContext context, IDefinitionStore store, TypeDefinitionWriter writer, CancellationToken cancellationToken) =>
        await store.FindAsync(context.Caller(), definitionId, VersionOptions.Latest, cancellationToken) is { } found
            ? Results.Text(writer.Write((JsonObject)PlainJson.ParseNode(found.Json)!, body?.ActivityTypeName), "text/plain", Encoding.UTF8)
            : ElsaError.UnknownDefinition(definitionId);
}

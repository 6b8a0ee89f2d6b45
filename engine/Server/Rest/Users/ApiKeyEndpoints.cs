using Orchestrator.CSharp;
using Orchestrator.Runtime;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Users;

internal static class ApiKeyEndpoints
{
    public const string Prefix = "ork_";

    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/api-keys").WithTags("Users and keys").RequireAuthorization(AuthScheme.Administrators);
        group.MapGet("", ListAsync).WithSummary("List API keys, without the keys themselves").Produces<ItemList<ApiKeyAnswer>>();
        group.MapPost("", AddAsync).WithSummary("Make an API key").WithDescription("The key is shown once; only its hash is kept.")
            .Produces<ApiKeyAnswer>(201).ProducesProblem(400);
        group.MapDelete("/{id}", DeleteAsync).WithSummary("Revoke an API key").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(IdentityStore store, CancellationToken cancellationToken) =>
        Results.Ok(new ItemList<ApiKeyAnswer>(
            [.. (await store.ListApiKeysAsync(cancellationToken)).OrderBy(key => key.CreatedAt).Select(key => Answer(key))]));

    private static async Task<IResult> AddAsync(
        ApiKeyRequest request, HttpContext context, IdentityStore store, CSharpTrust trust, ITenantDirectory tenants, IIdGenerator ids, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var name = faults.Required("name", request.Name, maxLength: 100);
        if (!TrustedNames.MayTake(trust, context, $"key:{name}"))
            faults.Add("name", TrustedNames.Reason);
        var (role, tenant) = await RoleRules.CheckAsync(faults, request.Role, request.Tenant, tenants, cancellationToken);
        if (faults.Any)
            return faults.ToProblem();

        var key = Secrets.NewToken(Prefix);
        var document = new ApiKeyDocument
        {
            KeyId = ids.NewId(),
            Name = name,
            Role = role,
            Tenant = tenant,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = context.Caller().User,
        };
        await store.SaveApiKeyAsync(key, document, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/api-keys/{document.KeyId}", Answer(document, key));
    }

    private static async Task<IResult> DeleteAsync(string id, IdentityStore store, CancellationToken cancellationToken) =>
        await store.DeleteApiKeyAsync(id, cancellationToken) ? Results.NoContent() : Problem.NotFound($"There is no API key '{id}'.");

    private static ApiKeyAnswer Answer(ApiKeyDocument key, string? secret = null) =>
        new(key.KeyId, key.Name, key.Role, key.Tenant.Length == 0 ? null : key.Tenant, key.CreatedAt, key.CreatedBy, secret);
}

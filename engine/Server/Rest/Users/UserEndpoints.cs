using System.Text.RegularExpressions;
using Orchestrator.CSharp;
using Orchestrator.Runtime;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Users;

internal static partial class UserEndpoints
{
    private const int MinPasswordLength = 12;

    public static void MapUsers(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/users").WithTags("Users and keys").RequireAuthorization(AuthScheme.Administrators);
        group.MapGet("", ListAsync).WithSummary("List users").Produces<ItemList<UserAnswer>>();
        group.MapPost("", AddAsync).WithSummary("Add a user")
            .WithDescription("A password that is left out is generated and shown once.")
            .Produces<UserAnswer>(201).ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/{name}", DeleteAsync).WithSummary("Delete a user and end its sessions").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(IdentityStore store, CancellationToken cancellationToken) =>
        Results.Ok(new ItemList<UserAnswer>([.. (await store.ListUsersAsync(cancellationToken)).Select(user => Answer(user))]));

    private static async Task<IResult> AddAsync(
        UserRequest request, HttpContext context, IdentityStore store, Passwords passwords, CSharpTrust trust, ITenantDirectory tenants, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var name = faults.Required("name", request.Name, maxLength: 100);
        if (name.Length > 0 && !UserName().IsMatch(name))
            faults.Add("name", "May hold letters, digits and . _ @ + - only.");
        if (request.Password is { } given && given.Length is < MinPasswordLength or > 1000)
            faults.Add("password", $"Must have {MinPasswordLength} to 1000 characters; leave it out to have one generated.");
        if (!TrustedNames.MayTake(trust, context, name))
            faults.Add("name", TrustedNames.Reason);
        var (role, tenant) = await RoleRules.CheckAsync(faults, request.Role, request.Tenant, tenants, cancellationToken);
        if (faults.Any)
            return faults.ToProblem();

        var password = request.Password ?? Secrets.NewPassword();
        var user = new UserDocument
        {
            Name = name,
            Role = role,
            Tenant = tenant,
            PasswordHash = passwords.Hash(password),
            CreatedAt = time.GetUtcNow(),
            CreatedBy = context.Caller().User,
        };
        if (!await store.AddUserAsync(user, cancellationToken))
            return Problem.Of(409, "The user exists", $"There is a user '{name}' already.");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/users/{Uri.EscapeDataString(name)}", Answer(user, request.Password is null ? password : null));
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext context, IdentityStore store, CancellationToken cancellationToken)
    {
        if (name.Equals(context.Caller().User, StringComparison.OrdinalIgnoreCase))
            return Problem.Of(409, "Not yourself", "Nobody can delete the user that they are signed in as.");
        return await store.DeleteUserAsync(name, cancellationToken) ? Results.NoContent() : Problem.NotFound($"There is no user '{name}'.");
    }

    private static UserAnswer Answer(UserDocument user, string? password = null) =>
        new(user.Name, user.Role, user.Tenant.Length == 0 ? null : user.Tenant, user.CreatedAt, user.CreatedBy, password);

    [GeneratedRegex(@"^[\p{L}\p{Nd}._@+-]+$")]
    private static partial Regex UserName();
}

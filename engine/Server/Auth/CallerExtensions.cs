using System.Security.Claims;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.Auth;

/// <summary>Between claims and the caller that the rest of the server knows.</summary>
internal static class CallerExtensions
{
    private const string TenantClaim = "tenant";

    public static ClaimsPrincipal ToPrincipal(this Identity identity, string authenticationType) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, identity.Name), new Claim(ClaimTypes.Role, identity.Role), new Claim(TenantClaim, identity.Tenant)],
        authenticationType));

    public static ApiCaller Caller(this HttpContext context) => new(
        context.User.Identity?.Name ?? "",
        context.User.IsInRole(Roles.Administrator),
        context.User.FindFirstValue(TenantClaim) ?? "");

    /// <summary>The tenant that a list is narrowed to: the caller's own, or the one that an administrator asks for (null: all).</summary>
    public static string? Narrow(this ApiCaller caller, string? wanted)
    {
        if (!caller.IsProvider)
            return caller.TenantName;
        return string.IsNullOrWhiteSpace(wanted) ? null : wanted.Trim().ToLowerInvariant();
    }

    public static bool MaySee(this ApiCaller caller, string tenant) =>
        caller.IsProvider || (caller.TenantName.Length > 0 && caller.TenantName.Equals(tenant, StringComparison.OrdinalIgnoreCase));
}

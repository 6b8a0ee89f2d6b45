using Orchestrator.Runtime;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest.Users;

/// <summary>The rule that users and keys share: a tenant's one names a known tenant, an administrator's names none.</summary>
internal static class RoleRules
{
    public static async ValueTask<(string Role, string Tenant)> CheckAsync(
        Faults faults, string? role, string? tenant, ITenantDirectory tenants, CancellationToken cancellationToken)
    {
        role = string.IsNullOrWhiteSpace(role) ? Roles.Tenant : role.Trim().ToLowerInvariant();
        if (!Roles.All.Contains(role))
            faults.Add("role", $"'{role}' is none of {string.Join(", ", Roles.All)}.");
        if (role == Roles.Administrator)
        {
            if (!string.IsNullOrWhiteSpace(tenant))
                faults.Add("tenant", "An administrator belongs to no tenant: leave it out.");
            return (role, "");
        }

        var name = faults.Required("tenant", tenant);
        var found = name.Length == 0 ? null : await tenants.FindAsync(name, cancellationToken);
        if (name.Length > 0 && found is null)
            faults.Add("tenant", $"There is no tenant '{name}'.");
        return (role, found?.Name ?? "");
    }
}

namespace Orchestrator.Server.Auth;

/// <summary>What a user or key may do.</summary>
public static class Roles
{
    /// <summary>The provider: every tenant, users, keys, definitions.</summary>
    public const string Administrator = "administrator";

    /// <summary>Bound to one tenant and sees nothing else.</summary>
    public const string Tenant = "tenant";

    public static readonly IReadOnlyList<string> All = [Administrator, Tenant];
}

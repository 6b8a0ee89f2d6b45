namespace Orchestrator.Runtime.Api;

/// <summary>Who calls.</summary>
/// <param name="User">User name or urn.</param>
/// <param name="IsProvider">A provider administrator may act on every tenant.</param>
/// <param name="TenantName">The caller's own tenant; empty for the provider.</param>
public sealed record ApiCaller(string User, bool IsProvider, string TenantName)
{
    /// <summary>Urns of the caller's rights, as vCD vouches for them; null where rights of vCD are unknown, as for local accounts, which may do all within their tenant.</summary>
    public IReadOnlyList<string>? Rights { get; init; }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Orchestrator.Server.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>Adds users, keys, sessions and the policies.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddOptions<SessionOptions>();
        services.AddSingleton<IdentityStore>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SessionService>();
        services.AddHostedService<SessionSweeper>();
        // Nothing of ours is protected by it; without this the framework would write a key into the home folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(AuthScheme.Name).AddScheme<AuthenticationSchemeOptions, CredentialHandler>(AuthScheme.Name, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AuthScheme.Administrators, policy => policy.RequireRole(Roles.Administrator));
        return services;
    }
}

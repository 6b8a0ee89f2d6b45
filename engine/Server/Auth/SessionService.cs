using Microsoft.Extensions.Options;

namespace Orchestrator.Server.Auth;

/// <summary>
/// Signs people in and out. A token is opaque; only its hash is stored, in the database, so sessions survive a restart, are shared by the nodes of a cluster and
/// end when somebody signs out or the user is deleted.
/// </summary>
internal sealed class SessionService(IdentityStore store, Passwords passwords, SignInThrottle throttle, TimeProvider time, IOptions<SessionOptions> options)
{
    public const string TokenPrefix = "ors_";

    public async ValueTask<SignInResult> SignInAsync(string user, string password, string address, CancellationToken cancellationToken)
    {
        if (throttle.RetryAfter(user, address) is { } wait)
            return new SignInResult(null, null, default, wait);
        var found = await store.FindUserAsync(user, cancellationToken);
        if (!passwords.Verify(found?.PasswordHash, password))
        {
            throttle.Failed(user, address);
            return new SignInResult(null, null, default, null);
        }

        throttle.Succeeded(user, address);
        var token = Secrets.NewToken(TokenPrefix);
        var expires = time.GetUtcNow() + options.Value.Lifetime;
        await store.SaveSessionAsync(token, new SessionDocument { User = found!.Name, ExpiresAt = expires }, cancellationToken);
        return new SignInResult(new Identity(found.Name, found.Role, found.Tenant), token, expires, null);
    }

    /// <summary>Who a token belongs to; null when it is unknown, expired, or its user is gone.</summary>
    public async ValueTask<Identity?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(TokenPrefix, StringComparison.Ordinal))
            return null;
        var session = await store.FindSessionAsync(token, cancellationToken);
        if (session is null || session.ExpiresAt <= time.GetUtcNow())
            return null;
        return await store.FindUserAsync(session.User, cancellationToken) is { } user ? new Identity(user.Name, user.Role, user.Tenant) : null;
    }

    public async ValueTask SignOutAsync(string token, CancellationToken cancellationToken) => await store.DeleteSessionAsync(token, cancellationToken);
}

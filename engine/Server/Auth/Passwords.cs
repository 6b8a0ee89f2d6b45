using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Orchestrator.Server.Auth;

/// <summary>Hashes and checks passwords: PBKDF2, HMAC-SHA512, 210,000 iterations (OWASP Password Storage Cheat Sheet), 128-bit salt.</summary>
internal sealed class Passwords
{
    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly string _decoy;

    public Passwords() => _decoy = Hash(Secrets.NewPassword());

    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>Without a hash (unknown user) the work is the same, so that the time tells nothing.</summary>
    public bool Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword(this, hash ?? _decoy, password) != PasswordVerificationResult.Failed && hash is not null;
}

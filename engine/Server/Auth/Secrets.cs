using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Server.Auth;

/// <summary>Random secrets and the hashes by which they are found again.</summary>
internal static class Secrets
{
    // Letters and digits that are not mistaken for one another; safe in URLs, shells and JSON.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>24 characters, about 139 bits.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString(Alphabet, 24);

    /// <summary>256 random bits behind a prefix that secret scanners can look for.</summary>
    public static string NewToken(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, lower-case hex. Enough for secrets of full entropy; passwords go through <see cref="Passwords"/>.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

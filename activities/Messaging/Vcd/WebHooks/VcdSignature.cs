using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Activities.Messaging.Vcd.WebHooks;

/// <summary>
/// The signature of WebHook behaviours: HMAC-SHA512 over host, date, request target and SHA-512 digest of the body, in the order that the header lists, joined by line feeds.
/// Source: extension library, "WebHook behaviors".
/// </summary>
internal static partial class VcdSignature
{
    public const string SignatureHeader = "x-vcloud-signature";
    public const string DigestHeader = "x-vcloud-digest";
    private const string DigestPrefix = "SHA-512=";
    private static readonly string[] s_required = ["host", "date", "(request-target)", "digest"];

    /// <summary>Null: genuine and fresh. Else what is wrong, which is no secret.</summary>
    /// <param name="host">Without port.</param>
    /// <param name="target">Path and query as they were sent.</param>
    /// <param name="header">A header of the request by name; null when it is not there.</param>
    public static string? FindFault(string host, string method, string target, Func<string, string?> header, byte[] body, string secret, DateTimeOffset now, TimeSpan maxAge)
    {
        if (header(SignatureHeader) is not { Length: > 0 } signature)
            return $"The header {SignatureHeader} is missing.";
        var parameters = Parameters().Matches(signature).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        if (!parameters.TryGetValue("algorithm", out var algorithm) || !algorithm.Equals("hmac-sha512", StringComparison.OrdinalIgnoreCase))
            return $"The signature's algorithm is '{algorithm}', not hmac-sha512.";
        var signed = parameters.GetValueOrDefault("headers", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (s_required.FirstOrDefault(name => !signed.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unsigned)
            return $"The signature does not cover '{unsigned}'.";
        var digest = DigestPrefix + Convert.ToBase64String(SHA512.HashData(body));
        if (!IsSame(header(DigestHeader) ?? "", digest))
            return $"The header {DigestHeader} is not the digest of the body.";
        var text = string.Join('\n', signed.Select(name => name.ToLowerInvariant() switch
        {
            "host" => $"host: {host}",
            "(request-target)" => $"(request-target): {method.ToLowerInvariant()} {target}",
            "digest" => $"digest: {digest}",
            var other => $"{other}: {header(other)}",
        }));
        var expected = HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
        var given = new byte[expected.Length + 3];
        if (!Convert.TryFromBase64String(parameters.GetValueOrDefault("signature", ""), given, out var length) || !CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(0, length)))
            return "The signature does not match: another secret, or a request that was changed on its way.";
        if (!DateTimeOffset.TryParseExact(header("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return $"The date '{header("date")}' cannot be read.";
        return (now - date).Duration() > maxAge ? $"The date {date:u} is more than {maxAge} from this server's clock ({now:u}): an old request, or a clock that is wrong." : null;
    }

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    [GeneratedRegex("([a-zA-Z]+)\\s*=\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();
}

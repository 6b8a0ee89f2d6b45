using System.Collections.Immutable;
using System.Text;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// A version 3 user with the keys made from its passwords (RFC 3414 A.2), which are not localized yet. Immutable; the keys are secrets and have no textual form.
/// </summary>
public sealed class UsmUser
{
    /// <summary>RFC 3414: a user name has at most 32 bytes.</summary>
    public const int MaxNameBytes = 32;

    /// <summary>RFC 3414 11.2.</summary>
    public const int MinPasswordLength = 8;

    private readonly byte[] _name;
    private readonly byte[] _authKey;
    private readonly byte[] _privKey;

    internal UsmUser(
        string name, SnmpAuthProtocol auth, byte[] authKey, SnmpPrivProtocol priv, byte[] privKey, SnmpKeyExtension keyExtension, ImmutableArray<byte[]> engineIds)
    {
        Name = name;
        _name = Encoding.UTF8.GetBytes(name);
        Auth = auth;
        _authKey = authKey;
        Priv = priv;
        _privKey = privKey;
        KeyExtension = keyExtension;
        EngineIds = engineIds;
    }

    public string Name { get; }

    public SnmpAuthProtocol Auth { get; }

    public SnmpPrivProtocol Priv { get; }

    public SnmpKeyExtension KeyExtension { get; }

    /// <summary>The level that every message of this user must have: neither more nor less is taken.</summary>
    public SnmpSecurityLevel Level => Priv != SnmpPrivProtocol.None ? SnmpSecurityLevel.AuthPriv : Auth != SnmpAuthProtocol.None ? SnmpSecurityLevel.AuthNoPriv : SnmpSecurityLevel.NoAuthNoPriv;

    /// <summary>Engines whose traps this user may send; empty: any.</summary>
    internal ImmutableArray<byte[]> EngineIds { get; }

    internal ReadOnlySpan<byte> NameBytes => _name;

    internal ReadOnlySpan<byte> AuthKey => _authKey;

    internal ReadOnlySpan<byte> PrivKey => _privKey;

    /// <summary>
    /// Makes a user from passwords; takes some milliseconds, for a megabyte is hashed per password. Throws <see cref="ArgumentException"/> for what RFC 3414 forbids: an empty or too long
    /// name, a password of less than 8 characters, privacy without authentication.
    /// </summary>
    public static UsmUser Create(
        string name,
        SnmpAuthProtocol auth = SnmpAuthProtocol.None,
        string? authPassword = null,
        SnmpPrivProtocol priv = SnmpPrivProtocol.None,
        string? privPassword = null,
        SnmpKeyExtension keyExtension = SnmpKeyExtension.Blumenthal,
        IEnumerable<byte[]>? engineIds = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Encoding.UTF8.GetByteCount(name) > MaxNameBytes)
            throw new ArgumentException($"The user name '{name}' has more than {MaxNameBytes} bytes.", nameof(name));
        if (priv != SnmpPrivProtocol.None && auth == SnmpAuthProtocol.None)
            throw new ArgumentException($"User '{name}' has privacy without authentication, which SNMP does not know.", nameof(priv));
        return new UsmUser(
            name, auth, KeyOf(auth, auth != SnmpAuthProtocol.None, authPassword, name), priv, KeyOf(auth, priv != SnmpPrivProtocol.None, privPassword, name), keyExtension, [.. engineIds ?? []]);
    }

    internal bool IsSameAs(UsmUser other) =>
        Name == other.Name && Auth == other.Auth && Priv == other.Priv && KeyExtension == other.KeyExtension
        && AuthKey.SequenceEqual(other.AuthKey) && PrivKey.SequenceEqual(other.PrivKey)
        && EngineIds.Select(Convert.ToHexStringLower).SequenceEqual(other.EngineIds.Select(Convert.ToHexStringLower));

    private static byte[] KeyOf(SnmpAuthProtocol hash, bool isNeeded, string? password, string user)
    {
        if (!isNeeded)
            return [];
        return password is { Length: >= MinPasswordLength }
            ? UsmKeyMaker.FromPassword(hash, Encoding.UTF8.GetBytes(password))
            : throw new ArgumentException($"A password of user '{user}' has less than {MinPasswordLength} characters.", nameof(password));
    }
}

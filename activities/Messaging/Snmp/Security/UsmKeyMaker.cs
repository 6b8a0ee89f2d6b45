namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Makes keys from passwords, localizes and lengthens them.</summary>
internal static class UsmKeyMaker
{
    private const int Megabyte = 1_048_576;

    /// <summary>RFC 3414 A.2: the digest of the password repeated to a megabyte.</summary>
    public static byte[] FromPassword(SnmpAuthProtocol hash, ReadOnlySpan<byte> password)
    {
        var repeated = new byte[Megabyte];
        for (var at = 0; at < Megabyte; at += password.Length)
            password[..Math.Min(password.Length, Megabyte - at)].CopyTo(repeated.AsSpan(at));
        var key = new byte[UsmHash.Size(hash)];
        UsmHash.Digest(hash, repeated, key);
        return key;
    }

    /// <summary>RFC 3414 2.6: the digest of key, engine id, key.</summary>
    public static byte[] Localize(SnmpAuthProtocol hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> engineId)
    {
        var text = new byte[key.Length * 2 + engineId.Length];
        key.CopyTo(text);
        engineId.CopyTo(text.AsSpan(key.Length));
        key.CopyTo(text.AsSpan(key.Length + engineId.Length));
        var localized = new byte[UsmHash.Size(hash)];
        UsmHash.Digest(hash, text, localized);
        return localized;
    }

    /// <summary>A localized key of at least the length that the cipher needs.</summary>
    public static byte[] LocalizeForPrivacy(
        SnmpAuthProtocol hash, SnmpPrivProtocol priv, SnmpKeyExtension extension, ReadOnlySpan<byte> key, ReadOnlySpan<byte> engineId)
    {
        var localized = Localize(hash, key, engineId);
        while (localized.Length < KeySize(priv))
        {
            byte[] more;
            if (extension == SnmpKeyExtension.Reeder)
            {
                more = Localize(hash, FromPassword(hash, localized), engineId);
            }
            else
            {
                more = new byte[UsmHash.Size(hash)];
                UsmHash.Digest(hash, localized, more);
            }

            localized = [.. localized, .. more];
        }

        return localized;
    }

    /// <summary>Bytes of a localized privacy key that are used; DES takes 8 for the key and 8 for the pre-IV.</summary>
    public static int KeySize(SnmpPrivProtocol priv) => priv switch
    {
        SnmpPrivProtocol.Des or SnmpPrivProtocol.Aes128 => 16,
        SnmpPrivProtocol.Aes192 => 24,
        SnmpPrivProtocol.Aes256 => 32,
        _ => 0,
    };
}

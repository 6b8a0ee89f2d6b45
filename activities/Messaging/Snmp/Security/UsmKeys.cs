using System.Security.Cryptography;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>A user's keys localized to one engine, ready to use: HMAC and cipher are set up once. Not safe for concurrent use.</summary>
internal sealed class UsmKeys : IDisposable
{
    private readonly KeyedDigest? _digest;
    private readonly UsmCipher? _cipher;
    private readonly byte[] _whole = new byte[UsmHash.MaxSize];

    private byte[] _zeroed = new byte[2_048];

    /// <summary>Starts anywhere (RFC 3826 3.1.4.1), so that two processes with one key do not repeat a salt.</summary>
    private ulong _salt = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public UsmKeys(UsmUser user, ReadOnlySpan<byte> engineId)
    {
        User = user;
        MacSize = UsmHash.MacSize(user.Auth);
        if (user.Auth != SnmpAuthProtocol.None)
            _digest = KeyedDigest.Create(user.Auth, UsmKeyMaker.Localize(user.Auth, user.AuthKey, engineId));
        if (user.Priv != SnmpPrivProtocol.None)
            _cipher = UsmCipher.Create(user.Priv, UsmKeyMaker.LocalizeForPrivacy(user.Auth, user.Priv, user.KeyExtension, user.PrivKey, engineId));
    }

    public UsmUser User { get; }

    /// <summary>Bytes of the digest in a message; 0 without authentication.</summary>
    public int MacSize { get; }

    /// <summary>Whether the digest that stands at an offset of the message is right. Takes the same time whatever differs.</summary>
    public bool Verify(ReadOnlySpan<byte> message, int macOffset)
    {
        Digest(message, macOffset);
        return CryptographicOperations.FixedTimeEquals(_whole.AsSpan(0, MacSize), message.Slice(macOffset, MacSize));
    }

    /// <summary>Writes the digest into its place in the message.</summary>
    public void Sign(Span<byte> message, int macOffset)
    {
        Digest(message, macOffset);
        _whole.AsSpan(0, MacSize).CopyTo(message[macOffset..]);
    }

    /// <summary>Decrypts into a buffer of this object: the span holds until the next call.</summary>
    public ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> cipherText, int boots, int time, ReadOnlySpan<byte> salt) => _cipher!.Decrypt(cipherText, boots, time, salt);

    /// <summary>Encrypts under a salt of its own, which it writes.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plainText, int boots, int time, Span<byte> salt) => _cipher!.Encrypt(plainText, boots, time, _salt++, salt);

    public void Dispose()
    {
        _digest?.Dispose();
        _cipher?.Dispose();
    }

    private void Digest(ReadOnlySpan<byte> message, int macOffset)
    {
        // One call into the crypto library costs more than a copy of the message.
        if (message.Length > _zeroed.Length)
            _zeroed = new byte[message.Length];
        message.CopyTo(_zeroed);
        _zeroed.AsSpan(macOffset, MacSize).Clear();
        _digest!.Append(_zeroed.AsSpan(0, message.Length));
        _digest.Finish(_whole);
    }
}

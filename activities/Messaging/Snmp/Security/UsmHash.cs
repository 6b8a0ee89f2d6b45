using System.Security.Cryptography;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Sizes and one-shot digests of the hashes of the user-based security model.</summary>
internal static class UsmHash
{
    /// <summary>Longest digest, of SHA-512.</summary>
    public const int MaxSize = 64;

    /// <summary>Bytes of the whole digest.</summary>
    public static int Size(SnmpAuthProtocol hash) => hash switch
    {
        SnmpAuthProtocol.Md5 => 16,
        SnmpAuthProtocol.Sha1 => 20,
        SnmpAuthProtocol.Sha224 => 28,
        SnmpAuthProtocol.Sha256 => 32,
        SnmpAuthProtocol.Sha384 => 48,
        SnmpAuthProtocol.Sha512 => 64,
        _ => 0,
    };

    /// <summary>Bytes of the digest that stand in a message: RFC 3414 6.3, 7.3; RFC 7860 4.1.</summary>
    public static int MacSize(SnmpAuthProtocol hash) => hash switch
    {
        SnmpAuthProtocol.Md5 or SnmpAuthProtocol.Sha1 => 12,
        SnmpAuthProtocol.Sha224 => 16,
        SnmpAuthProtocol.Sha256 => 24,
        SnmpAuthProtocol.Sha384 => 32,
        SnmpAuthProtocol.Sha512 => 48,
        _ => 0,
    };

#pragma warning disable CA5350, CA5351 // The protocol names MD5 and SHA-1; which of them a device must use is the operator's choice.
    public static int Digest(SnmpAuthProtocol hash, ReadOnlySpan<byte> data, Span<byte> digest) => hash switch
    {
        SnmpAuthProtocol.Md5 => MD5.HashData(data, digest),
        SnmpAuthProtocol.Sha1 => SHA1.HashData(data, digest),
        SnmpAuthProtocol.Sha224 => Sha224.HashData(data, digest),
        SnmpAuthProtocol.Sha256 => SHA256.HashData(data, digest),
        SnmpAuthProtocol.Sha384 => SHA384.HashData(data, digest),
        SnmpAuthProtocol.Sha512 => SHA512.HashData(data, digest),
        _ => throw new ArgumentOutOfRangeException(nameof(hash)),
    };
#pragma warning restore CA5350, CA5351

    /// <summary>Null for SHA-224, which the platform does not have.</summary>
    public static HashAlgorithmName? PlatformName(SnmpAuthProtocol hash) => hash switch
    {
        SnmpAuthProtocol.Md5 => HashAlgorithmName.MD5,
        SnmpAuthProtocol.Sha1 => HashAlgorithmName.SHA1,
        SnmpAuthProtocol.Sha256 => HashAlgorithmName.SHA256,
        SnmpAuthProtocol.Sha384 => HashAlgorithmName.SHA384,
        SnmpAuthProtocol.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };
}

using System.Security.Cryptography;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>An HMAC whose key is set up once and used for many messages. Not safe for concurrent use.</summary>
internal abstract class KeyedDigest : IDisposable
{
    public static KeyedDigest Create(SnmpAuthProtocol hash, byte[] key) =>
        UsmHash.PlatformName(hash) is { } name ? new Platform(name, key) : new Managed224(key);

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Writes the whole digest and starts the next message.</summary>
    public abstract void Finish(Span<byte> digest);

    public abstract void Dispose();

    private sealed class Platform(HashAlgorithmName name, byte[] key) : KeyedDigest
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(name, key);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override void Finish(Span<byte> digest) => _hash.GetHashAndReset(digest);

        public override void Dispose() => _hash.Dispose();
    }

    /// <summary>RFC 2104 over SHA-224; the key, at most a digest long, is shorter than a block.</summary>
    private sealed class Managed224 : KeyedDigest
    {
        private readonly Sha224 _inner = new();
        private readonly Sha224 _outer = new();
        private readonly Sha224 _work = new();
        private readonly byte[] _digest = new byte[Sha224.Size];

        public Managed224(byte[] key)
        {
            Span<byte> pad = stackalloc byte[Sha224.BlockSize];
            Fill(pad, key, 0x36);
            _inner.Append(pad);
            Fill(pad, key, 0x5C);
            _outer.Append(pad);
            _work.CopyFrom(_inner);
        }

        public override void Append(ReadOnlySpan<byte> data) => _work.Append(data);

        public override void Finish(Span<byte> digest)
        {
            _work.Finish(_digest);
            _work.CopyFrom(_outer);
            _work.Append(_digest);
            _work.Finish(digest);
            _work.CopyFrom(_inner);
        }

        public override void Dispose()
        {
        }

        private static void Fill(Span<byte> pad, byte[] key, byte value)
        {
            pad.Fill(value);
            for (var i = 0; i < key.Length; i++)
                pad[i] ^= key[i];
        }
    }
}

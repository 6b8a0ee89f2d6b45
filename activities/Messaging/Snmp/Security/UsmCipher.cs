using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>A privacy protocol with a localized key, set up once and used for many messages. Not safe for concurrent use.</summary>
internal abstract class UsmCipher : IDisposable
{
    /// <summary>Bytes of the salt, <c>msgPrivacyParameters</c>, of every protocol.</summary>
    public const int SaltSize = 8;

    public static UsmCipher Create(SnmpPrivProtocol priv, ReadOnlySpan<byte> localizedKey) => priv switch
    {
        SnmpPrivProtocol.Des => new UsmDes(localizedKey),
        _ when AesRounds.IsSupported => new UsmAesRounds(localizedKey[..UsmKeyMaker.KeySize(priv)]),
        _ => new UsmAes(localizedKey[..UsmKeyMaker.KeySize(priv)]),
    };

    /// <summary>AES by the platform's library, whatever the processor can.</summary>
    internal static UsmCipher CreatePlatformAes(ReadOnlySpan<byte> key) => new UsmAes(key);

    /// <summary>Decrypts in a buffer of the cipher's own: the span holds until the next call. Empty when the length cannot be.</summary>
    public abstract ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> cipherText, int boots, int time, ReadOnlySpan<byte> salt);

    /// <summary>Encrypts with a salt that must never repeat for the key; writes the salt that goes into the message.</summary>
    public abstract byte[] Encrypt(ReadOnlySpan<byte> plainText, int boots, int time, ulong counter, Span<byte> salt);

    public abstract void Dispose();

    /// <summary>RFC 3826: CFB128, IV = boots, time, salt; by the processor's instructions.</summary>
    private sealed class UsmAesRounds(ReadOnlySpan<byte> key) : UsmCipher
    {
        private readonly AesRounds _rounds = new(key);
        private byte[] _plain = new byte[2_048];

        public override ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> cipherText, int boots, int time, ReadOnlySpan<byte> salt)
        {
            if (cipherText.Length > _plain.Length)
                _plain = new byte[cipherText.Length];
            var plain = _plain.AsSpan(0, cipherText.Length);
            _rounds.DecryptCfb(Iv(boots, time, salt), cipherText, plain);
            return plain;
        }

        public override byte[] Encrypt(ReadOnlySpan<byte> plainText, int boots, int time, ulong counter, Span<byte> salt)
        {
            BinaryPrimitives.WriteUInt64BigEndian(salt, counter);
            var cipherText = plainText.ToArray();
            _rounds.EncryptCfb(Iv(boots, time, salt), cipherText);
            return cipherText;
        }

        public override void Dispose() => _rounds.Dispose();

        private static Vector128<byte> Iv(int boots, int time, ReadOnlySpan<byte> salt) => Vector128.Create(
            ((ulong)BinaryPrimitives.ReverseEndianness((uint)time) << 32) | BinaryPrimitives.ReverseEndianness((uint)boots), BinaryPrimitives.ReadUInt64LittleEndian(salt)).AsByte();
    }

    /// <summary>RFC 3826: CFB128, IV = boots, time, salt; by the platform's library.</summary>
    private sealed class UsmAes : UsmCipher
    {
        private const int Block = 16;

        private readonly Aes _aes = Aes.Create();
        private readonly ICryptoTransform _blocks;
        private byte[] _input = new byte[2_048];
        private byte[] _stream = new byte[2_048];

        public UsmAes(ReadOnlySpan<byte> key)
        {
            _aes.Key = key.ToArray();
#pragma warning disable CA5358 // Single blocks are what CFB is made of: the mode is put together here.
            _aes.Mode = CipherMode.ECB;
#pragma warning restore CA5358
            _aes.Padding = PaddingMode.None;
            _blocks = _aes.CreateEncryptor();
        }

        /// <summary>All inputs of the block cipher are known beforehand (the IV, then the cipher text), so one pass makes the whole key stream.</summary>
        public override ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> cipherText, int boots, int time, ReadOnlySpan<byte> salt)
        {
            if (cipherText.IsEmpty)
                return default;
            var length = (cipherText.Length + Block - 1) / Block * Block;
            if (length > _stream.Length)
            {
                _input = new byte[length];
                _stream = new byte[length];
            }

            WriteIv(_input, boots, time, salt);
            cipherText[..Math.Min(cipherText.Length, length - Block)].CopyTo(_input.AsSpan(Block));
            _blocks.TransformBlock(_input, 0, length, _stream, 0);
            var plain = _stream.AsSpan(0, cipherText.Length);
            Xor(plain, cipherText);
            return plain;
        }

        public override byte[] Encrypt(ReadOnlySpan<byte> plainText, int boots, int time, ulong counter, Span<byte> salt)
        {
            BinaryPrimitives.WriteUInt64BigEndian(salt, counter);
            var cipherText = plainText.ToArray();
            WriteIv(_input, boots, time, salt);
            for (var at = 0; at < cipherText.Length; at += Block)
            {
                _blocks.TransformBlock(_input, 0, Block, _stream, 0);
                var part = cipherText.AsSpan(at, Math.Min(Block, cipherText.Length - at));
                Xor(part, _stream);
                part.CopyTo(_input);
            }

            return cipherText;
        }

        public override void Dispose()
        {
            _blocks.Dispose();
            _aes.Dispose();
        }

        private static void WriteIv(Span<byte> iv, int boots, int time, ReadOnlySpan<byte> salt)
        {
            BinaryPrimitives.WriteInt32BigEndian(iv, boots);
            BinaryPrimitives.WriteInt32BigEndian(iv[4..], time);
            salt.CopyTo(iv[8..]);
        }

        private static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
        {
            var at = 0;
            for (; at + Vector<byte>.Count <= target.Length; at += Vector<byte>.Count)
                (new Vector<byte>(target[at..]) ^ new Vector<byte>(other[at..])).CopyTo(target[at..]);
            for (; at + 8 <= target.Length; at += 8)
            {
                var mixed = BinaryPrimitives.ReadUInt64LittleEndian(target[at..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(other[at..]);
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], mixed);
            }

            for (; at < target.Length; at++)
                target[at] ^= other[at];
        }
    }

    /// <summary>RFC 3414 8: CBC, IV = pre-IV xor salt, salt = boots and a counter.</summary>
    private sealed class UsmDes : UsmCipher
    {
        private const int Block = 8;

        private readonly IDesBlocks _blocks;
        private readonly ulong _preIv;
        private byte[] _plain = new byte[2_048];

        public UsmDes(ReadOnlySpan<byte> key)
        {
            _blocks = DesBlocks.Create(key[..Block]);
            _preIv = BinaryPrimitives.ReadUInt64BigEndian(key[Block..]);
        }

        public override ReadOnlySpan<byte> Decrypt(ReadOnlySpan<byte> cipherText, int boots, int time, ReadOnlySpan<byte> salt)
        {
            if (cipherText.Length % Block != 0)
                return default;
            if (cipherText.Length > _plain.Length)
                _plain = new byte[cipherText.Length];
            var plain = _plain.AsSpan(0, cipherText.Length);
            _blocks.Decrypt(cipherText, plain);
            var previous = _preIv ^ BinaryPrimitives.ReadUInt64BigEndian(salt);
            for (var at = 0; at < plain.Length; at += Block)
            {
                BinaryPrimitives.WriteUInt64BigEndian(plain[at..], BinaryPrimitives.ReadUInt64BigEndian(plain[at..]) ^ previous);
                previous = BinaryPrimitives.ReadUInt64BigEndian(cipherText[at..]);
            }

            return plain;
        }

        public override byte[] Encrypt(ReadOnlySpan<byte> plainText, int boots, int time, ulong counter, Span<byte> salt)
        {
            BinaryPrimitives.WriteInt32BigEndian(salt, boots);
            BinaryPrimitives.WriteUInt32BigEndian(salt[4..], (uint)counter);
            var cipherText = new byte[(plainText.Length + Block - 1) / Block * Block];
            plainText.CopyTo(cipherText);
            var previous = _preIv ^ BinaryPrimitives.ReadUInt64BigEndian(salt);
            for (var at = 0; at < cipherText.Length; at += Block)
            {
                var block = cipherText.AsSpan(at, Block);
                BinaryPrimitives.WriteUInt64BigEndian(block, BinaryPrimitives.ReadUInt64BigEndian(block) ^ previous);
                _blocks.Encrypt(block, block);
                previous = BinaryPrimitives.ReadUInt64BigEndian(block);
            }

            return cipherText;
        }

        public override void Dispose() => _blocks.Dispose();
    }
}

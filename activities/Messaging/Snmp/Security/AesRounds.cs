using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// AES (FIPS 197) by the processor's own instructions, which take the same time for all keys and data; the key schedule is made once. A call into the platform's library costs more
/// than the dozen blocks of a trap.
/// </summary>
internal sealed class AesRounds : IDisposable
{
    public const int BlockSize = 16;

    private const int Lanes = 4;

    private readonly Vector128<byte>[] _keys;

    /// <param name="key">16, 24 or 32 bytes.</param>
    public AesRounds(ReadOnlySpan<byte> key) => _keys = Expand(key);

    public static bool IsSupported => Aes.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>Cipher feedback over whole blocks (NIST SP 800-38A): all inputs of the cipher are known beforehand, so that several blocks are in work at once.</summary>
    /// <param name="plain">As long as the cipher text.</param>
    public void DecryptCfb(Vector128<byte> iv, ReadOnlySpan<byte> cipherText, Span<byte> plain)
    {
        var previous = iv;
        var at = 0;
        for (; at + Lanes * BlockSize <= cipherText.Length; at += Lanes * BlockSize)
        {
            var (a, b, c, d) = (Load(cipherText, at), Load(cipherText, at + 16), Load(cipherText, at + 32), Load(cipherText, at + 48));
            var (w, x, y, z) = Encrypt(previous, a, b, c);
            Store(w ^ a, plain, at);
            Store(x ^ b, plain, at + 16);
            Store(y ^ c, plain, at + 32);
            Store(z ^ d, plain, at + 48);
            previous = d;
        }

        for (; at + BlockSize <= cipherText.Length; at += BlockSize)
        {
            var block = Load(cipherText, at);
            Store(Encrypt(previous) ^ block, plain, at);
            previous = block;
        }

        if (at < cipherText.Length)
            Tail(Encrypt(previous), cipherText[at..], plain[at..]);
    }

    /// <summary>Cipher feedback, in place.</summary>
    public void EncryptCfb(Vector128<byte> iv, Span<byte> text)
    {
        var previous = iv;
        var at = 0;
        for (; at + BlockSize <= text.Length; at += BlockSize)
        {
            previous = Encrypt(previous) ^ Load(text, at);
            Store(previous, text, at);
        }

        if (at < text.Length)
            Tail(Encrypt(previous), text[at..], text[at..]);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_keys.AsSpan()));

    private static Vector128<byte> Load(ReadOnlySpan<byte> bytes, int at) => Vector128.Create(bytes.Slice(at, BlockSize));

    private static void Store(Vector128<byte> block, Span<byte> bytes, int at) => block.CopyTo(bytes.Slice(at, BlockSize));

    private static void Tail(Vector128<byte> stream, ReadOnlySpan<byte> text, Span<byte> target)
    {
        Span<byte> block = stackalloc byte[BlockSize];
        stream.CopyTo(block);
        for (var i = 0; i < text.Length; i++)
            target[i] = (byte)(text[i] ^ block[i]);
    }

    private Vector128<byte> Encrypt(Vector128<byte> block)
    {
        var keys = _keys;
        block ^= keys[0];
        for (var round = 1; round < keys.Length - 1; round++)
            block = Aes.Encrypt(block, keys[round]);
        return Aes.EncryptLast(block, keys[^1]);
    }

    private (Vector128<byte> A, Vector128<byte> B, Vector128<byte> C, Vector128<byte> D) Encrypt(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d)
    {
        var keys = _keys;
        var key = keys[0];
        (a, b, c, d) = (a ^ key, b ^ key, c ^ key, d ^ key);
        for (var round = 1; round < keys.Length - 1; round++)
        {
            key = keys[round];
            a = Aes.Encrypt(a, key);
            b = Aes.Encrypt(b, key);
            c = Aes.Encrypt(c, key);
            d = Aes.Encrypt(d, key);
        }

        key = keys[^1];
        return (Aes.EncryptLast(a, key), Aes.EncryptLast(b, key), Aes.EncryptLast(c, key), Aes.EncryptLast(d, key));
    }

    /// <summary>FIPS 197 5.2, on little-endian words.</summary>
    private static Vector128<byte>[] Expand(ReadOnlySpan<byte> key)
    {
        var length = key.Length / 4;
        var words = new uint[4 * (length + 7)];
        for (var i = 0; i < length; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * i)..]);
        var constant = 1u;
        for (var i = length; i < words.Length; i++)
        {
            var word = words[i - 1];
            if (i % length == 0)
            {
                word = BitOperations.RotateRight(Substitute(word), 8) ^ constant;
                constant = (constant << 1) ^ (constant >= 0x80 ? 0x11Bu : 0);
            }
            else if (length > 6 && i % length == 4)
            {
                word = Substitute(word);
            }

            words[i] = words[i - length] ^ word;
        }

        var keys = MemoryMarshal.Cast<uint, Vector128<byte>>(words).ToArray();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        return keys;
    }

    private static uint Substitute(uint word) => Aes.KeygenAssist(Vector128.Create(0u, word, 0, 0).AsByte(), 0).AsUInt32().ToScalar();
}

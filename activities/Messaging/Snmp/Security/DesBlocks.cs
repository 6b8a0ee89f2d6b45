using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Chooses between the platform's DES and our own.</summary>
internal static class DesBlocks
{
    private static readonly Lazy<bool> PlatformHasDes = new(TryPlatform);

#pragma warning disable CA5351 // RFC 3414 names DES; which cipher a device must use is the operator's choice.
    public static IDesBlocks Create(ReadOnlySpan<byte> key) =>
        PlatformHasDes.Value && !DES.IsWeakKey(key.ToArray()) && !DES.IsSemiWeakKey(key.ToArray()) ? new Platform(key) : new Managed(key);
#pragma warning restore CA5351

    private static bool TryPlatform()
    {
        try
        {
            using var blocks = new Platform([1, 35, 69, 103, 137, 171, 205, 239]);
            blocks.Encrypt(new byte[8], new byte[8]);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    internal sealed class Managed(ReadOnlySpan<byte> key) : IDesBlocks
    {
        private readonly ManagedDes _des = new(key);

        public void Encrypt(ReadOnlySpan<byte> input, Span<byte> output)
        {
            for (var at = 0; at < input.Length; at += 8)
                BinaryPrimitives.WriteUInt64BigEndian(output[at..], _des.Encrypt(BinaryPrimitives.ReadUInt64BigEndian(input[at..])));
        }

        public void Decrypt(ReadOnlySpan<byte> input, Span<byte> output)
        {
            for (var at = 0; at < input.Length; at += 8)
                BinaryPrimitives.WriteUInt64BigEndian(output[at..], _des.Decrypt(BinaryPrimitives.ReadUInt64BigEndian(input[at..])));
        }

        public void Dispose()
        {
        }
    }

    internal sealed class Platform : IDesBlocks
    {
#pragma warning disable CA5351 // RFC 3414 names DES; which cipher a device must use is the operator's choice.
        private readonly DES _des = DES.Create();
#pragma warning restore CA5351

        public Platform(ReadOnlySpan<byte> key) => _des.Key = key.ToArray();

        public void Encrypt(ReadOnlySpan<byte> input, Span<byte> output) => _des.EncryptEcb(input, output, PaddingMode.None);

        public void Decrypt(ReadOnlySpan<byte> input, Span<byte> output) => _des.DecryptEcb(input, output, PaddingMode.None);

        public void Dispose() => _des.Dispose();
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// DES (FIPS 46-3) of one 8-byte block, for systems whose crypto library has none (FIPS mode, images without OpenSSL's legacy provider). Table look-ups on secrets:
/// fit for a cipher that protects nothing much anyway. Safe for concurrent use.
/// </summary>
internal sealed class ManagedDes
{
    private static readonly byte[] InitialPermutation =
    [
        58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24, 16, 8,
        57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7,
    ];

    private static readonly byte[] FinalPermutation =
    [
        40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31, 38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21, 61, 29,
        36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27, 34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9, 49, 17, 57, 25,
    ];

    private static readonly byte[] RoundPermutation =
        [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25];

    private static readonly byte[] FirstChoice =
    [
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
    ];

    private static readonly byte[] SecondChoice =
    [
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
    ];

    /// <summary>The eight boxes, each of four rows of sixteen hexadecimal digits.</summary>
    private static readonly string[] Boxes =
    [
        "E4D12FB83A6C59070F74E2D1A6CB953841E8D62BFC973A50FC8249175B3EA06D", "F18E6B34972DC05A3D47F28EC01A69B50E7BA4D158C6932FD8A13F42B67C05E9",
        "A09E63F51DC7B428D709346A285ECBF1D6498F30B12C5AE71AD069874FE3B52C", "7DE3069A1285BC4FD8B56F03472C1AE9A690CB7DF13E52843F06A1D8945BC72E",
        "2C417AB6853FD0E9EB2C47D150FA3986421BAD78F9C5630EB8C71E2D6F09A453", "C1AF92680D34E75BAF427C9561DE0B389EF528C3704A1DB6432C95FABE17608D",
        "4B2EF08D3C975A61D0B7491AE35C2F8614BDC37EAF6805926BD814A7950FE23C", "D2846FB1A93E50C71FD8A374C56B0E927B419CE206ADF35821E74A8DFC90356B",
    ];

    /// <summary>Box and round permutation in one: [box * 64 + six bits].</summary>
    private static readonly uint[] Rounds = JoinBoxes();

    private readonly ulong[] _keys = new ulong[16];

    /// <param name="key">8 bytes; the lowest bit of each is not used. Weak keys are taken: they are as good as any derived from a password.</param>
    public ManagedDes(ReadOnlySpan<byte> key)
    {
        var chosen = Permute(BinaryPrimitives.ReadUInt64BigEndian(key), FirstChoice, 64);
        var (c, d) = ((uint)(chosen >> 28), (uint)(chosen & 0xFFF_FFFF));
        for (var round = 0; round < 16; round++)
        {
            var shift = round is 0 or 1 or 8 or 15 ? 1 : 2;
            c = ((c << shift) | (c >> (28 - shift))) & 0xFFF_FFFF;
            d = ((d << shift) | (d >> (28 - shift))) & 0xFFF_FFFF;
            _keys[round] = Permute(((ulong)c << 28) | d, SecondChoice, 56);
        }
    }

    public ulong Encrypt(ulong block) => Transform(block, isDecrypting: false);

    public ulong Decrypt(ulong block) => Transform(block, isDecrypting: true);

    private ulong Transform(ulong block, bool isDecrypting)
    {
        var mixed = Permute(block, InitialPermutation, 64);
        var (left, right) = ((uint)(mixed >> 32), (uint)mixed);
        for (var round = 0; round < 16; round++)
        {
            var key = _keys[isDecrypting ? 15 - round : round];
            var turned = BitOperations.RotateRight(right, 1);
            uint f = 0;
            for (var box = 0; box < 8; box++)
            {
                var six = ((BitOperations.RotateLeft(turned, box * 4) >> 26) ^ (uint)(key >> (42 - box * 6))) & 0x3F;
                f |= Rounds[box * 64 + six];
            }

            (left, right) = (right, left ^ f);
        }

        return Permute(((ulong)right << 32) | left, FinalPermutation, 64);
    }

    /// <summary>Bit n of the result is the input's bit numbered table[n], where 1 is the highest of <paramref name="width"/> bits.</summary>
    private static ulong Permute(ulong input, byte[] table, int width)
    {
        ulong result = 0;
        foreach (var number in table)
            result = (result << 1) | ((input >> (width - number)) & 1);
        return result;
    }

    private static uint[] JoinBoxes()
    {
        var rounds = new uint[8 * 64];
        for (var box = 0; box < 8; box++)
        {
            for (var six = 0; six < 64; six++)
            {
                var row = ((six >> 4) & 2) | (six & 1);
                var digit = Boxes[box][row * 16 + ((six >> 1) & 0xF)];
                var value = (ulong)Convert.ToInt32(digit.ToString(), 16) << (28 - box * 4);
                rounds[box * 64 + six] = (uint)Permute(value, RoundPermutation, 32);
            }
        }

        return rounds;
    }
}

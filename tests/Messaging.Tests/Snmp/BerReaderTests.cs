using CsCheck;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class BerReaderTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("05", 5)]
    [InlineData("0005", 5)]
    [InlineData("FF", -1)]
    [InlineData("FFFFFFFF", -1)]
    [InlineData("80000000", -2147483648)]
    [InlineData("00FFFFFFFF", 4294967295)]
    [InlineData("00000000000000000005", 5)]
    [InlineData("FFFFFFFFFFFFFFFFFF80", -128)]
    public void Integers_are_read_with_any_padding(string hex, long expected)
    {
        Assert.True(BerReader.TryParseInteger(Convert.FromHexString(hex), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("FFFFFFFF", 4294967295UL)]
    [InlineData("00FFFFFFFF", 4294967295UL)]
    [InlineData("FFFFFFFFFFFFFFFF", ulong.MaxValue)]
    [InlineData("00FFFFFFFFFFFFFFFF", ulong.MaxValue)]
    [InlineData("", 0UL)]
    public void Counters_are_unsigned_with_or_without_the_leading_zero(string hex, ulong expected)
    {
        Assert.True(BerReader.TryParseUnsigned(Convert.FromHexString(hex), out var value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Numbers_beyond_64_bits_are_refused()
    {
        Assert.False(BerReader.TryParseInteger(Convert.FromHexString("010000000000000000"), out _));
        Assert.False(BerReader.TryParseInteger(Convert.FromHexString("00FFFFFFFFFFFFFFFF"), out _));
        Assert.False(BerReader.TryParseUnsigned(Convert.FromHexString("010000000000000000"), out _));
    }

    [Theory]
    [InlineData("0401AA")]
    [InlineData("048101AA")]
    [InlineData("048400000001AA")]
    [InlineData("04850000000001AA")]
    [InlineData("0489000000000000000001AA")]
    public void Long_lengths_with_leading_zeros_are_read(string hex)
    {
        var reader = new BerReader(Convert.FromHexString(hex));

        Assert.True(reader.TryRead(out var tag, out var content));

        Assert.Equal(BerTag.OctetString, tag);
        Assert.Equal([0xAA], content.ToArray());
        Assert.True(reader.IsEmpty);
    }

    [Theory]
    [InlineData("3080020105000000", "indefinite length")]
    [InlineData("1F8101", "two-byte tag")]
    [InlineData("0402AA", "content missing")]
    [InlineData("0482", "length bytes missing")]
    [InlineData("048480000000", "length beyond any datagram")]
    [InlineData("04FF", "reserved length")]
    [InlineData("04", "length missing")]
    public void Broken_framing_is_refused(string hex, string why)
    {
        var reader = new BerReader(Convert.FromHexString(hex));

        Assert.False(reader.TryRead(out _, out _), why);
    }

    [Fact]
    public void Any_integer_survives_a_round_trip() => Gen.Long.Sample(number =>
    {
        var reader = new BerReader(Ber.Integer(number));
        return reader.TryReadInteger(out var value) && value == number && reader.IsEmpty;
    });

    [Fact]
    public void Any_counter_survives_a_round_trip() => Gen.ULong.Sample(number =>
        BerReader.TryParseUnsigned(Ber.Unsigned(number, BerTag.Counter64).AsSpan(2), out var value) && value == number);
}

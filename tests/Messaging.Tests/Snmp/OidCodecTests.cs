using CsCheck;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class OidCodecTests
{
    [Theory]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.46", "2B06010401B55C0432 01002E")]
    [InlineData("2.999.1", "883701")]
    [InlineData("0.0", "00")]
    [InlineData("0.39", "27")]
    [InlineData("2.4294967295", "908080804F")]
    [InlineData("1.3.4294967295", "2B8FFFFFFF7F")]
    public void Text_and_bytes_say_the_same(string text, string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.True(OidCodec.IsValid(bytes));
        Assert.Equal(text, OidCodec.Format(bytes));
        Assert.Equal(bytes, OidCodec.Parse(text));
        Assert.Equal(bytes, OidCodec.Parse("." + text));
    }

    [Theory]
    [InlineData("2B86", "last sub-identifier unfinished")]
    [InlineData("2B9080808000", "arc of 33 bits")]
    [InlineData("9080808050", "second arc of 33 bits")]
    [InlineData("2BFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F", "arc beyond 64 bits")]
    public void Bytes_that_are_no_identifier_are_refused(string hex, string why) => Assert.False(OidCodec.IsValid(Convert.FromHexString(hex)), why);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("3.1")]
    [InlineData("1.40")]
    [InlineData("1.3.")]
    [InlineData("1.3.-1")]
    [InlineData("1.3.4294967296")]
    [InlineData("iso.org")]
    public void Text_that_is_no_identifier_is_refused(string text) => Assert.Null(OidCodec.Parse(text));

    [Fact]
    public void A_padded_sub_identifier_is_read() => Assert.Equal("1.3.5", OidCodec.Format([0x2B, 0x80, 0x05]));

    [Fact]
    public void Any_identifier_survives_a_round_trip()
    {
        var arcs = Gen.OneOf(Gen.UInt[0, 200], Gen.UInt).Array[0, 127];

        Gen.Select(Gen.UInt[0, 2], Gen.UInt, arcs).Sample((root, second, rest) =>
        {
            var text = string.Join('.', rest.Prepend(root < 2 ? second % 40 : second).Prepend(root));
            var bytes = OidCodec.Parse(text)!;
            return OidCodec.IsValid(bytes) && OidCodec.Format(bytes) == text;
        });
    }
}

using CsCheck;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class SnmpValuesTests
{
    [Theory]
    [InlineData(BerTag.Integer, "80000000", "Integer", -2147483648L)]
    [InlineData(BerTag.Integer, "", "Integer", 0L)]
    [InlineData(BerTag.Counter32, "FFFFFFFF", "Counter32", 4294967295L)]
    [InlineData(BerTag.Gauge32, "00B2D05E00", "Gauge32", 3000000000L)]
    [InlineData(BerTag.TimeTicks, "04D2", "TimeTicks", 1234L)]
    [InlineData(BerTag.Counter64, "7FFFFFFFFFFFFFFF", "Counter64", long.MaxValue)]
    [InlineData(BerTag.Counter64, "00FFFFFFFFFFFFFFFF", "Counter64", "18446744073709551615")]
    [InlineData(BerTag.Opaque, "9F78043FC00000", "Float", 1.5)]
    [InlineData(BerTag.Opaque, "9F7908C004000000000000", "Double", -2.5)]
    [InlineData(BerTag.Opaque, "9F7804FF800000", "Float", "-Infinity")]
    [InlineData(BerTag.Opaque, "9F7A02FF38", "Int64", -200L)]
    [InlineData(BerTag.Opaque, "9F7B08FFFFFFFFFFFFFFFF", "UInt64", "18446744073709551615")]
    [InlineData(BerTag.Opaque, "9F7805C004000000", "Opaque", "0x9f7805c004000000")]
    [InlineData(BerTag.Opaque, "0102", "Opaque", "0x0102")]
    [InlineData(BerTag.IpAddress, "C0000207", "IpAddress", "192.0.2.7")]
    [InlineData(BerTag.IpAddress, "C00002", "IpAddress", "0xc00002")]
    [InlineData(BerTag.ObjectId, "883701", "ObjectId", "2.999.1")]
    [InlineData(BerTag.ObjectId, "", "ObjectId", "0.0")]
    [InlineData(BerTag.Null, "", "Null", null)]
    [InlineData(BerTag.NoSuchInstance, "", "NoSuchInstance", null)]
    [InlineData(BerTag.Integer, "010000000000000000", "Integer", "0x010000000000000000")]
    [InlineData(0x24, "0401AA", "Tag0x24", "0x0401aa")]
    public void Every_type_has_a_plain_value(byte tag, string hex, string type, object? expected)
    {
        var (actualType, actual) = SnmpValues.ToPlain(tag, Convert.FromHexString(hex));

        Assert.Equal(type, actualType);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("67726F7373", "gross")]
    [InlineData("67726FC39F", "groß")]
    [InlineData("67726FDF", "groß")]
    [InlineData("61096 20D0A63", "a\tb\r\nc")]
    [InlineData("616200", "ab")]
    [InlineData("00", "0x00")]
    [InlineData("07EA0B17", "0x07ea0b17")]
    [InlineData("4182", "0x4182")]
    public void Octets_are_text_where_they_can_be(string hex, string expected) =>
        Assert.Equal(expected, SnmpValues.Text(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void Any_octets_give_some_text() => Gen.Byte.Array[0, 300].Sample(octets => SnmpValues.Text(octets) is not null);
}

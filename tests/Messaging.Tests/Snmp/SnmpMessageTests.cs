using CsCheck;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class SnmpMessageTests
{
    private static SnmpRefusal Read(byte[] datagram) => SnmpMessage.TryRead(datagram, out _);

    [Fact]
    public void A_v2c_trap_written_by_hand_is_read()
    {
        // A long-form length with leading zeros, a padded request id, sysUpTime.0 = 100, snmpTrapOID.0 = snmpTraps.
        var datagram = Convert.FromHexString(
            "308400000041" + "020101" + "04067075626C6963" + "A734" + "02020007" + "020100" + "020100" + "3028"
            + "300E" + "06082B06010201010300" + "43020064"
            + "3016" + "060A2B060106030101040100" + "06082B06010603010105");

        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));

        Assert.Equal(7, message.RequestId);
        Assert.Equal(100UL, message.Uptime);
        Assert.Equal("1.3.6.1.6.3.1.1.5", OidCodec.Format(message.TrapOid));
    }

    [Fact]
    public void Fields_of_a_v2c_trap_are_found_wherever_they_stand()
    {
        var datagram = Ber.V2(
            BerTag.TrapV2, "s3cret", -5, Ber.Bind("1.3.6.1.4.1.9.1", Ber.Text("x")), Traps.TrapOid("1.3.6.1.6.3.1.1.5.3"), Traps.UpTime(uint.MaxValue));

        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));

        Assert.Equal(SnmpVersion.V2c, message.Version);
        Assert.Equal("s3cret"u8, message.Community);
        Assert.Equal(-5, message.RequestId);
        Assert.Equal(uint.MaxValue, message.Uptime);
        Assert.Equal("1.3.6.1.6.3.1.1.5.3", OidCodec.Format(message.TrapOid));
        Assert.Equal(3, message.VarBindCount);
        Assert.False(message.IsInform);
    }

    [Fact]
    public void Fields_of_a_v1_trap_are_read()
    {
        var datagram = Ber.V1("1.3.6.1.4.1.6876.4.50.1", 6, 46, 123456, Ber.Bind("1.3.6.1.4.1.9.1", Ber.Integer(3)));

        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));

        Assert.Equal(SnmpVersion.V1, message.Version);
        Assert.Equal(6, message.GenericTrap);
        Assert.Equal(46, message.SpecificTrap);
        Assert.Equal(123456UL, message.Uptime);
        Assert.Equal("192.0.2.7", SnmpValues.Address(message.AgentAddress));
        Assert.Equal(1, message.VarBindCount);
    }

    [Fact]
    public void What_is_not_a_trap_gets_its_reason()
    {
        var trap = Traps.V2Trap("1.3.6.1.6.3.1.1.5.1");
        var get = Ber.V2(0xA0, "public", 1, Traps.UpTime(1));
        var v3 = Ber.Sequence(Ber.Integer(3), Ber.Sequence(Ber.Integer(1)), Ber.Octets(), Ber.Octets());
        var v2u = Ber.Sequence(Ber.Integer(2), Ber.Text("x"), Ber.Tlv(BerTag.TrapV2));
        var noPdu = Ber.Sequence(Ber.Integer(1), Ber.Text("public"));
        var brokenPdu = Ber.Sequence(Ber.Integer(1), Ber.Text("public"), Ber.Tlv(BerTag.TrapV2, Ber.Integer(1)));
        var brokenBind = Ber.V2(BerTag.TrapV2, "public", 1, Ber.Sequence(Ber.Integer(4)));

        Assert.Equal(SnmpRefusal.None, Read(trap));
        Assert.Equal(SnmpRefusal.None, Read([.. trap, 0, 0]));
        Assert.Equal(SnmpRefusal.NotSnmp, Read([]));
        Assert.Equal(SnmpRefusal.NotSnmp, Read("GET / HTTP/1.1"u8.ToArray()));
        Assert.Equal(SnmpRefusal.NotSnmp, Read(noPdu));
        Assert.Equal(SnmpRefusal.Truncated, Read(trap[..^1]));
        Assert.Equal(SnmpRefusal.V3NotConfigured, Read(v3));
        Assert.Equal(SnmpRefusal.UnknownVersion, Read(v2u));
        Assert.Equal(SnmpRefusal.NotATrap, Read(get));
        Assert.Equal(SnmpRefusal.MalformedPdu, Read(brokenPdu));
        Assert.Equal(SnmpRefusal.MalformedVariables, Read(brokenBind));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        foreach (var datagram in new[] { Traps.VropsTrap(46, "a"), Traps.Inform("1.3.6.1.6.3.1.1.5.1"), Ber.V1("1.3.6.1.4.1.9", 6, 1, 2) })
        {
            for (var length = 0; length < datagram.Length; length++)
                Assert.NotEqual(SnmpRefusal.None, Read(datagram[..length]));
            Assert.Equal(SnmpRefusal.None, Read(datagram));
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var datagram = Traps.VropsTrap(46, "a");
        SnmpMessage.TryRead(datagram, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
            SnmpMessage.TryRead(datagram, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_answer_to_an_inform_echoes_it_as_a_response()
    {
        var datagram = Ber.Sequence(
            Ber.Integer(1),
            Ber.Octets(),
            Ber.Tlv(BerTag.Inform, [0x02, 0x05, 0, 0, 0, 0, 9], Ber.Integer(5), Ber.Integer(300), Ber.Sequence(Traps.UpTime(7))));

        var response = InformResponse.For([.. datagram, 0xEE]);

        Assert.Equal(
            Ber.Sequence(
                Ber.Integer(1),
                Ber.Octets(),
                Ber.Tlv(BerTag.Response, [0x02, 0x05, 0, 0, 0, 0, 9], Ber.Integer(0), [0x02, 0x02, 0, 0], Ber.Sequence(Traps.UpTime(7)))),
            response);
        Assert.Null(InformResponse.For(Traps.V2Trap("1.3.6.1.6.3.1.1.5.1")));
    }

    [Fact]
    public void Any_trap_survives_a_round_trip()
    {
        var value = Gen.OneOf(
            Gen.Long.Select(number => Ber.Integer(number)),
            Gen.ULong.Select(number => Ber.Unsigned(number, BerTag.Counter64)),
            Gen.Byte.Array[0, 400].Select(octets => Ber.Octets(octets)),
            Gen.Const(Ber.Tlv(BerTag.Null)));
        var bind = Gen.Select(Gen.UInt, value, (arc, bytes) => (Oid: $"1.3.6.1.4.1.{arc}", Value: bytes));

        Gen.Select(Gen.Int, Gen.UInt, bind.Array[0, 30]).Sample((requestId, ticks, binds) =>
        {
            var datagram = Ber.V2(BerTag.TrapV2, "public", requestId, [.. binds.Select(b => Ber.Bind(b.Oid, b.Value)), Traps.UpTime(ticks), Traps.TrapOid("1.3.6.1.4.1.9.0.1")]);
            if (SnmpMessage.TryRead(datagram, out var message) != SnmpRefusal.None || message.RequestId != requestId || message.Uptime != ticks)
                return false;
            var index = 0;
            foreach (var read in message.VarBinds)
            {
                if (index < binds.Length && (OidCodec.Format(read.Oid) != binds[index].Oid || !binds[index].Value.AsSpan().EndsWith(read.Value) || read.Tag != binds[index].Value[0]))
                    return false;
                index++;
            }

            return index == binds.Length + 2;
        });
    }

    [Fact]
    public void A_million_damaged_datagrams_do_no_harm()
    {
        byte[][] seeds = [Traps.VropsTrap(46, "a"), Traps.Inform("1.3.6.1.6.3.1.1.5.1"), Ber.V1("1.3.6.1.4.1.9", 6, 1, 2, Traps.UpTime(3))];
        var random = new Random(20261123);
        var accepted = 0;

        for (var round = 0; round < 1_000_000; round++)
        {
            var datagram = (byte[])seeds[round % seeds.Length].Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
                datagram[random.Next(datagram.Length)] = (byte)random.Next(256);
            var length = random.Next(4) == 0 ? random.Next(datagram.Length + 1) : datagram.Length;
            if (SnmpMessage.TryRead(datagram.AsSpan(0, length), out var message) != SnmpRefusal.None)
                continue;
            accepted++;
            if (round % 10 == 0)
                Orchestrator.Activities.Messaging.Snmp.SnmpTrapReader.Read(new(), "id", default, System.Net.IPAddress.Loopback, datagram.AsSpan(0, length));
        }

        Assert.InRange(accepted, 1, 999_999);
    }
}

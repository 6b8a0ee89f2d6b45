namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Tags of SNMP messages (RFC 1157, RFC 2578, RFC 3416).</summary>
internal static class BerTag
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte Null = 0x05;
    public const byte ObjectId = 0x06;
    public const byte Sequence = 0x30;
    public const byte IpAddress = 0x40;
    public const byte Counter32 = 0x41;
    public const byte Gauge32 = 0x42;
    public const byte TimeTicks = 0x43;
    public const byte Opaque = 0x44;
    public const byte NsapAddress = 0x45;
    public const byte Counter64 = 0x46;
    public const byte UInteger32 = 0x47;
    public const byte NoSuchObject = 0x80;
    public const byte NoSuchInstance = 0x81;
    public const byte EndOfMibView = 0x82;

    public const byte Get = 0xA0;
    public const byte GetNext = 0xA1;
    public const byte Response = 0xA2;
    public const byte Set = 0xA3;
    public const byte TrapV1 = 0xA4;
    public const byte GetBulk = 0xA5;
    public const byte Inform = 0xA6;
    public const byte TrapV2 = 0xA7;
    public const byte Report = 0xA8;

    /// <summary>Second byte of the two-byte tags inside an Opaque (first byte 0x9F): net-snmp's float, double, 64-bit integers.</summary>
    public const byte OpaqueFloat = 0x78;
    public const byte OpaqueDouble = 0x79;
    public const byte OpaqueInt64 = 0x7A;
    public const byte OpaqueUInt64 = 0x7B;
}

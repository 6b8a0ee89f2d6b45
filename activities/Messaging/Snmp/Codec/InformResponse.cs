namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>The answer to an inform of version 2c (RFC 3416 4.2.7): the same message as a Response-PDU without error.</summary>
internal static class InformResponse
{
    /// <summary>Makes the answer from the inform's own bytes, so that every value is echoed as it came. Null when the datagram is no inform.</summary>
    public static byte[]? For(ReadOnlySpan<byte> datagram)
    {
        if (SnmpMessage.TryRead(datagram, out var message) != SnmpRefusal.None || !message.IsInform)
            return null;
        var outer = new BerReader(datagram);
        outer.TryRead(out _, out var content);
        var response = datagram[..outer.Position].ToArray();

        var body = new BerReader(content);
        body.TryReadInteger(out _);
        body.TryRead(out _, out _);
        response[outer.Position - content.Length + body.Position] = BerTag.Response;

        var pduStart = outer.Position - message.Pdu.Length;
        var pdu = new BerReader(message.Pdu);
        pdu.TryReadInteger(out _);
        for (var statusAndIndex = 0; statusAndIndex < 2; statusAndIndex++)
        {
            pdu.TryRead(out _, out var field);
            response.AsSpan(pduStart + pdu.Position - field.Length, field.Length).Clear();
        }

        return response;
    }

    /// <summary>Content of an inform's PDU with error-status and error-index cleared: content of its answer.</summary>
    public static byte[] Answered(ReadOnlySpan<byte> pdu)
    {
        var answered = pdu.ToArray();
        var reader = new BerReader(pdu);
        reader.TryReadInteger(out _);
        for (var statusAndIndex = 0; statusAndIndex < 2; statusAndIndex++)
        {
            reader.TryRead(out _, out var field);
            answered.AsSpan(reader.Position - field.Length, field.Length).Clear();
        }

        return answered;
    }
}

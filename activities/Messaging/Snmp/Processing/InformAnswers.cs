using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>Writes the answers to informs. Safe for concurrent use.</summary>
internal sealed class InformAnswers(UsmUsers users, LocalEngine engine)
{
    private readonly UsmKeyCache _keys = new(users);
    private readonly Lock _lock = new();

    /// <summary>The answer to a stored inform; null when it is a trap, or of a user that is no longer known.</summary>
    public byte[]? For(ReadOnlySpan<byte> stored)
    {
        if (SnmpMessage.TryReadStored(stored, out var message) != SnmpRefusal.None || !message.IsInform)
            return null;
        if (message.Version != SnmpVersion.V3)
            return InformResponse.For(stored);
        var user = users.Find(message.User);
        return user is null || user.Level != message.Level ? null : Write(message, user);
    }

    /// <summary>RFC 3412 7.1.8: context, message id and level are those of the inform.</summary>
    private byte[] Write(in SnmpMessage message, UsmUser user)
    {
        var envelope = new UsmEnvelope
        {
            MessageId = message.MessageId,
            EngineId = engine.Id,
            Boots = engine.Boots,
            Time = engine.Time,
            User = message.User.ToArray(),
            Level = message.Level,
            ContextEngineId = message.ContextEngineId.ToArray(),
            ContextName = message.ContextName.ToArray(),
        };
        var pdu = InformResponse.Answered(message.Pdu);
        if (user.Auth == SnmpAuthProtocol.None)
            return UsmWriter.Write(envelope, null, BerTag.Response, pdu);
        UsmKeys keys;
        lock (_lock)
        {
            keys = _keys.Find(user, engine.Id, out var isNew);
            if (isNew)
                _keys.Keep(keys, engine.Id);
            return UsmWriter.Write(envelope, keys, BerTag.Response, pdu);
        }
    }
}
